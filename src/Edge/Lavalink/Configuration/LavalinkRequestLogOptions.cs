namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>What the log says of each request (lavalink.md §9.1).</summary>
public sealed class LavalinkRequestLogOptions
{
    /// <summary>Whether there is a line.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether with the client's address.</summary>
    public bool IncludeClientInfo { get; set; }

    /// <summary>Whether with the headers. The one with the password is to be left out all the same.</summary>
    public bool IncludeHeaders { get; set; }

    /// <summary>Whether with the query.</summary>
    public bool IncludeQueryString { get; set; } = true;

    /// <summary>Whether with the body, in which voice tokens are to be masked.</summary>
    public bool IncludePayload { get; set; } = true;

    /// <summary>How much of the body, in bytes.</summary>
    public int MaxPayloadLength { get; set; } = 10_000;

    /// <summary>Whether there is a line before the request is served as well.</summary>
    public bool BeforeRequest { get; set; }
}
