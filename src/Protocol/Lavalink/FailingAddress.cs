namespace Fabric.Protocol.Lavalink;

/// <summary>An address that is not used for a while (lavalink.md §2.3).</summary>
/// <param name="Address">As Java writes addresses: <c>/1.2.3.4</c>.</param>
/// <param name="Timestamp">Since when, in milliseconds since 1970.</param>
/// <param name="Time">The same as Java writes it: <c>Sun Apr 12 10:00:00 UTC 2026</c>.</param>
public sealed record FailingAddress(string Address, long Timestamp, string Time);
