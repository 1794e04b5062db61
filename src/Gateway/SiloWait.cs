using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;

namespace Fabric.Gateway;

/// <summary>Has the client try again until a silo answers, with a line every few seconds.</summary>
internal sealed partial class SiloWait(IOptions<ClusterOptions> cluster, TimeProvider time, ILogger<SiloWait> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LinePeriod = TimeSpan.FromSeconds(5);

    private readonly long _began = time.GetTimestamp();
    private TimeSpan _nextLine;

    /// <inheritdoc />
    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        var waited = time.GetElapsedTime(_began);
        if (waited >= _nextLine)
        {
            _nextLine = waited + LinePeriod;
            LogNoSilo(cluster.Value.ClusterId, exception.GetBaseException().Message.ReplaceLineEndings(" "), waited.TotalSeconds);
        }

        // A process that is asked to stop meanwhile has not failed: the cancellation is what ends its start.
        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(3201, LogLevel.Warning, "No silo of cluster '{Cluster}' answers ({Reason}); waiting for one, so far {Seconds:0} s")]
    private partial void LogNoSilo(string cluster, string reason, double seconds);
}
