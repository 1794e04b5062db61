namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>The ranges of settings, the same for Lavalink's keys and the fabric's own settings.</summary>
internal static class LavalinkLimits
{
    public const int HighestPort = 65535;
    public const int HighestOpusQuality = 10;
    public const int LongestPayload = 10 * 1024 * 1024;
    public const int LibraryRetryLimit = -1;

    public static readonly TimeSpan LongestUpdateInterval = TimeSpan.FromHours(1);
    public static readonly TimeSpan ShortestStuckThreshold = TimeSpan.FromMilliseconds(100);
    public static readonly TimeSpan LongestStuckThreshold = TimeSpan.FromHours(1);
    public static readonly TimeSpan ShortestFrameBuffer = TimeSpan.FromMilliseconds(200);
    public static readonly TimeSpan LongestFrameBuffer = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);
}
