using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Lavalink;

/// <summary>Says that clients may come, in the words that scripts and panels wait for (lavalink.md §9.4).</summary>
internal sealed partial class LavalinkReadiness(ILogger<LavalinkReadiness> logger) : IHostedLifecycleService
{
    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        LogReady();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1329, LogLevel.Information, "Lavalink is ready to accept connections.")]
    private partial void LogReady();
}
