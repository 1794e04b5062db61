namespace Fabric.Protocol.Lavalink;

/// <summary>The body of an answer that tells an error (lavalink.md §2.1).</summary>
/// <param name="Timestamp">When, in milliseconds since 1970.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Error">The status in words.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Path">The request's path without the query.</param>
/// <param name="Trace">Where it went wrong, on several lines; only for requests that ask for it.</param>
public sealed record ErrorResponse(long Timestamp, int Status, string Error, string Message, string Path, string? Trace = null);
