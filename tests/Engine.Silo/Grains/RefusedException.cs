using Orleans;

namespace Fabric.Engine.Silo.Grains;

[GenerateSerializer, Alias("engine-tests.RefusedException")]
public sealed class RefusedException : Exception
{
    public RefusedException()
    {
    }

    public RefusedException(string message, int code)
        : base(message) => Code = code;

    [Id(0)]
    public int Code { get; set; }
}
