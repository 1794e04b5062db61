namespace Fabric.Discord.Voice;

/// <summary>Is told how a voice connection fares. Called on any thread, perhaps before the connection is returned; must not block.</summary>
public interface IVoiceObserver
{
    /// <summary>The voice server has accepted the bot.</summary>
    void OnReady();

    /// <summary>The connection is closed for good, not by its owner.</summary>
    void OnClosed(VoiceClose close);
}
