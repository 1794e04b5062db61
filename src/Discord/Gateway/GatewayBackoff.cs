using Fabric.Protocol;

namespace Fabric.Discord.Gateway;

/// <summary>How long to wait before the next attempt: 1 s, doubled each time, with up to a quarter more by chance, at most 60 s.</summary>
public static class GatewayBackoff
{
    private const double LongestSeconds = 48;
    private const double Jitter = 0.25;

    /// <summary>The wait before the next attempt; <paramref name="attempt"/> is 0 for the first.</summary>
    public static TimeSpan Delay(int attempt, IRandomSource random)
    {
        var seconds = Math.Min(Math.Pow(2, Math.Min(attempt, 16)), LongestSeconds);
        return TimeSpan.FromSeconds(seconds * (1 + (Jitter * random.NextDouble())));
    }
}
