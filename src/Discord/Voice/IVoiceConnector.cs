namespace Fabric.Discord.Voice;

/// <summary>Connects to Discord's voice servers.</summary>
public interface IVoiceConnector
{
    /// <summary>Completes when the WebSocket is open, before the server has accepted the bot. Fails where it cannot be opened.</summary>
    ValueTask<IVoiceConnection> ConnectAsync(VoiceCredentials credentials, IVoiceObserver observer, CancellationToken cancellationToken);
}
