using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Says once, at the start, what of Lavalink's configuration has no effect, and why it listens where it does.</summary>
internal sealed partial class LavalinkSettingsLog(LavalinkSettings settings, IOptions<LavalinkOptions> options, ILogger<LavalinkSettingsLog> logger) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Files.Count > 0)
        {
            LogFiles(string.Join(", ", settings.Files.Select(ShownText.Of)));
        }

        foreach (var warning in settings.Warnings)
        {
            LogWarning(warning);
        }

        if (settings.Notes.Count > 0)
        {
            LogNotes(string.Join(", ", settings.Notes));
        }

        if (LavalinkListener.Of(options.Value).Warning is { } reason)
        {
            LogListener(reason);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1390, LogLevel.Information, "Lavalink's configuration was read from {Files}.")]
    private partial void LogFiles(string files);

    [LoggerMessage(1391, LogLevel.Warning, "{Warning}")]
    private partial void LogWarning(string warning);

    [LoggerMessage(1392, LogLevel.Information, "Settings of Lavalink that have no meaning here: {Keys}.")]
    private partial void LogNotes(string keys);

    [LoggerMessage(1393, LogLevel.Warning, "{Reason}")]
    private partial void LogListener(string reason);
}
