using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>What Discord gave a client for a voice connection (lavalink.md §2.3). The token stays out of logs.</summary>
/// <param name="Token">The voice server's token.</param>
/// <param name="Endpoint">The voice server.</param>
/// <param name="SessionId">The session of the client's voice state.</param>
/// <param name="ChannelId">The channel; null before there is one.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.VoiceState")]
public sealed record VoiceState(
    [property: Id(0)] string Token,
    [property: Id(1)] string Endpoint,
    [property: Id(2)] string SessionId,
    [property: Id(3)] string? ChannelId)
{
    /// <summary>That of a player before any voice data.</summary>
    public static VoiceState None { get; } = new("", "", "", ChannelId: null);

    /// <summary>Whether none of the four is blank: only then can a connection be made (lavalink.md §2.4, check 6).</summary>
    public bool IsComplete => !string.IsNullOrWhiteSpace(Token) && !string.IsNullOrWhiteSpace(Endpoint)
        && !string.IsNullOrWhiteSpace(SessionId) && !string.IsNullOrWhiteSpace(ChannelId);

    /// <inheritdoc />
    public override string ToString() => $"{nameof(VoiceState)} {{ Endpoint = {Endpoint}, SessionId = {SessionId}, ChannelId = {ChannelId} }}";
}
