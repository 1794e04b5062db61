using Fabric.Protocol.Lavalink;
using Orleans;

namespace Fabric.Grains.Player;

/// <summary>Voice data, as stored with its player.</summary>
[GenerateSerializer, Alias("fabric.StoredVoice")]
public sealed class StoredVoice
{
    /// <summary>The voice server's token.</summary>
    [Id(0)]
    public string Token { get; set; } = "";

    /// <summary>The voice server.</summary>
    [Id(1)]
    public string Endpoint { get; set; } = "";

    /// <summary>The session of the client's voice state.</summary>
    [Id(2)]
    public string SessionId { get; set; } = "";

    /// <summary>The channel.</summary>
    [Id(3)]
    public string? ChannelId { get; set; }

    internal static StoredVoice Of(VoiceState voice) =>
        new() { Token = voice.Token, Endpoint = voice.Endpoint, SessionId = voice.SessionId, ChannelId = voice.ChannelId };

    internal VoiceState ToVoice() => new(Token, Endpoint, SessionId, ChannelId);
}
