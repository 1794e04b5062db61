namespace Fabric.Standin.Tests.Codecs;

[GenerateSerializer]
[Alias("sample.refused")]
internal class RefusedException(string reason, int code) : InvalidOperationException($"refused: {reason}")
{
    [Id(0)]
    public int Code { get; } = code;

    [Id(1)]
    public List<string> Details { get; init; } = [];
}

[GenerateSerializer]
[Alias("sample.banned")]
internal sealed class BannedException : RefusedException
{
    public BannedException()
        : this(DateTimeOffset.UnixEpoch, null)
    {
    }

    public BannedException(DateTimeOffset until, Exception? cause)
        : base("banned", 403)
    {
        Until = until;
        Cause = cause?.Message;
    }

    [Id(0)]
    public DateTimeOffset Until { get; private set; }

    [Id(1)]
    public string? Cause { get; private set; }
}

[GenerateSerializer]
[Alias("sample.wrapped")]
internal sealed class WrappedException(string message, Exception inner) : Exception(message, inner);
