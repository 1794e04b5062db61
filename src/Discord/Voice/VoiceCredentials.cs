namespace Fabric.Discord.Voice;

/// <summary>What a bot needs to join a voice channel (discord-voice.md). The token stays out of logs.</summary>
/// <param name="Guild">The guild.</param>
/// <param name="User">The bot.</param>
/// <param name="Channel">The channel.</param>
/// <param name="SessionId">The session of the bot's voice state.</param>
/// <param name="Token">The voice server's token.</param>
/// <param name="Endpoint">The voice server.</param>
public sealed record VoiceCredentials(ulong Guild, ulong User, ulong Channel, string SessionId, string Token, string Endpoint)
{
    /// <inheritdoc />
    public override string ToString() => $"{nameof(VoiceCredentials)} {{ Guild = {Guild}, User = {User}, Channel = {Channel}, Endpoint = {Endpoint} }}";
}
