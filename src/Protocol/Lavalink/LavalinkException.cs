using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>A failure that clients are told of: of a load, or of a track that plays (lavalink.md §1.4).</summary>
/// <param name="Message">What people are shown.</param>
/// <param name="Severity">Whose fault it is.</param>
/// <param name="Cause">The first of its causes.</param>
/// <param name="CauseStackTrace">Where that came from, on several lines.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.Exception")]
public sealed record LavalinkException(
    [property: Id(0)] string? Message,
    [property: Id(1)] ExceptionSeverity Severity,
    [property: Id(2)] string Cause,
    [property: Id(3)] string CauseStackTrace);
