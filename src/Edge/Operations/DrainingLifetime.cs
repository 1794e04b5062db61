using Fabric.Edge.Composition;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Operations;

/// <summary>
/// Ends the process in order when it is asked to: it is not ready any more, then, after a while in which load balancers notice, it stops;
/// and where something keeps it from stopping, it ends all the same.
/// </summary>
internal sealed partial class DrainingLifetime(
    StopSignals signals,
    IHostApplicationLifetime host,
    IOptions<OperationsOptions> options,
    ProcessExit exit,
    TimeProvider time,
    ILogger<DrainingLifetime> logger) : IHostLifetime, IReadinessCheck
{
    /// <summary>What the deadline leaves for closing files and connections after the services have given up.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private volatile bool _draining;
    private ITimer? _deadline;

    /// <summary>Whether the process has been asked to stop.</summary>
    public bool IsDraining => _draining;

    /// <inheritdoc />
    public string Name => "process";

    /// <inheritdoc />
    public ValueTask<string?> FindProblemAsync(CancellationToken cancellation) => new(_draining ? "it has been asked to stop" : null);

    /// <inheritdoc />
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        host.ApplicationStopping.Register(OnStopping);
        signals.Asked.Register(() => _ = DrainAsync());
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task DrainAsync()
    {
        _draining = true;
        if (options.Value.DrainDelay > TimeSpan.Zero)
        {
            await Task.Delay(options.Value.DrainDelay, time, signals.AskedAgain).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        host.StopApplication();
    }

    /// <summary>The timer is never disposed of: it watches over the disposal of everything else as well.</summary>
    private void OnStopping()
    {
        _draining = true;
        _deadline = time.CreateTimer(_ => End(), null, options.Value.DrainTimeout + Grace, Timeout.InfiniteTimeSpan);
    }

    private void End()
    {
        LogOverdue(options.Value.DrainTimeout);
        exit.Now();
    }

    [LoggerMessage(1151, LogLevel.Critical, "The process did not stop within Operations:DrainTimeout ({Limit}); it ends now")]
    private partial void LogOverdue(TimeSpan limit);
}
