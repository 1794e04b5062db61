using Fabric.Edge.Composition;
using Microsoft.Extensions.Options;
using static Fabric.Edge.Lavalink.Configuration.LavalinkLimits;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Refuses settings that cannot work before anything starts: those of Lavalink's files and variables, and the fabric's own.</summary>
internal sealed class LavalinkOptionsValidator(LavalinkSettings settings) : IValidateOptions<LavalinkOptions>
{
    private const string Section = LavalinkOptions.Section;

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, LavalinkOptions options)
    {
        string[] failures = [.. settings.Problems, .. ListenerRules.Check(Section, LavalinkListener.Of(options).Listener), .. Texts(options), .. Numbers(options), .. Times(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Texts(LavalinkOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Password))
        {
            yield return $"{Section}:Password is blank; it must be a text that clients send, or be left out.";
        }

        foreach (var (setting, path) in new[] { ("ContextPath", options.ContextPath), ("Metrics:Endpoint", options.Metrics.Endpoint) })
        {
            if (path.Length > 0 && (path[0] != '/' || path[^1] == '/'))
            {
                yield return $"{Section}:{setting} is '{ShownText.Of(path)}'; it must be empty, or begin with '/' and not end with one.";
            }
        }

        foreach (var block in options.RateLimit.IpBlocks.Where(static block => !KeyReaders.IsIpBlock(block)))
        {
            yield return $"{Section}:RateLimit:IpBlocks has '{ShownText.Of(block)}'; each must be a block of addresses such as 10.0.0.0/8 or 2001:db8::/64.";
        }

        foreach (var address in options.RateLimit.ExcludedIps.Where(static address => !System.Net.IPAddress.TryParse(address, out _)))
        {
            yield return $"{Section}:RateLimit:ExcludedIps has '{ShownText.Of(address)}'; each must be an IP address.";
        }
    }

    private static IEnumerable<string> Numbers(LavalinkOptions options) => new[]
    {
        Check("OpusEncodingQuality", options.OpusEncodingQuality, 0, HighestOpusQuality),
        Check("RateLimit:RetryLimit", options.RateLimit.RetryLimit, LibraryRetryLimit, int.MaxValue),
        Check("HttpConfig:ProxyPort", options.HttpConfig.ProxyPort, 1, HighestPort),
        Check("RequestLog:MaxPayloadLength", options.RequestLog.MaxPayloadLength, 0, LongestPayload),
    }.OfType<string>();

    private static IEnumerable<string> Times(LavalinkOptions options) => new[]
    {
        Check("PlayerUpdateInterval", options.PlayerUpdateInterval, TimeSpan.Zero, LongestUpdateInterval),
        Check("TrackStuckThreshold", options.TrackStuckThreshold, ShortestStuckThreshold, LongestStuckThreshold),
        Check("FrameBufferDuration", options.FrameBufferDuration, ShortestFrameBuffer, LongestFrameBuffer),
        Check("Timeouts:Connect", options.Timeouts.Connect, TimeSpan.Zero, LongestTimeout),
        Check("Timeouts:ConnectionRequest", options.Timeouts.ConnectionRequest, TimeSpan.Zero, LongestTimeout),
        Check("Timeouts:Socket", options.Timeouts.Socket, TimeSpan.Zero, LongestTimeout),
    }.OfType<string>();

    private static string? Check<T>(string setting, T value, T least, T most)
        where T : IComparable<T> =>
        value.CompareTo(least) < 0 || value.CompareTo(most) > 0 ? $"{Section}:{setting} is {value}; it must be from {least} to {most}." : null;
}
