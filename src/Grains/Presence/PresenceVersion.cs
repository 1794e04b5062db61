namespace Fabric.Grains.Presence;

/// <summary>
/// Versions of a presence: microseconds since 1970, or one more than the last where that is later. So they grow with every change,
/// and keep growing where the last ones before a crash were never stored.
/// </summary>
internal static class PresenceVersion
{
    public static long After(long previous, DateTimeOffset now) =>
        Math.Max(previous + 1, (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
}
