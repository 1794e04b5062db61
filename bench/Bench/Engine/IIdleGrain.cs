using Orleans;

namespace Fabric.Bench.Engine;

/// <summary>Does nothing, so that only the call is measured.</summary>
[Alias("bench.IIdleGrain")]
public interface IIdleGrain : IGrainWithIntegerKey
{
    /// <summary>Answers with the number given.</summary>
    Task<int> EchoAsync(int number);
}
