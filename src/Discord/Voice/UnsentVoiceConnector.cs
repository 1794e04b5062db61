using Microsoft.Extensions.Logging;

namespace Fabric.Discord.Voice;

/// <summary>
/// Takes credentials and contacts nobody: its connections are open at once, are accepted at once, and stay so. Players behave by it as if they
/// were heard, and nobody hears them; the first use says so in the log.
/// </summary>
public sealed partial class UnsentVoiceConnector(ILogger<UnsentVoiceConnector> logger) : IVoiceConnector
{
    private readonly ILogger _logger = logger;
    private int _hasWarned;

    /// <inheritdoc />
    public ValueTask<IVoiceConnection> ConnectAsync(VoiceCredentials credentials, IVoiceObserver observer, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _hasWarned, 1) == 0)
        {
            LogUnsent();
        }

        observer.OnReady();
        return ValueTask.FromResult<IVoiceConnection>(new UnsentVoice());
    }

    [LoggerMessage(1062, LogLevel.Warning, "Voice is not sent yet: players play, and nobody hears them")]
    private partial void LogUnsent();

    private sealed class UnsentVoice : IVoiceConnection
    {
        public bool IsOpen { get; private set; } = true;

        public long Ping => 0;

        public ValueTask DisposeAsync()
        {
            IsOpen = false;
            return ValueTask.CompletedTask;
        }
    }
}
