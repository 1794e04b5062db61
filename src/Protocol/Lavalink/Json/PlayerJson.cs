using System.Text.Json;
using Fabric.Protocol.Json;

namespace Fabric.Protocol.Lavalink.Json;

/// <summary>Players (lavalink.md §2.3).</summary>
internal static class PlayerJson
{
    public static void Write(Utf8JsonWriter json, LavalinkPlayer player)
    {
        json.WriteStartObject();
        json.WriteId("guildId"u8, player.GuildId);
        TrackJson.Write(json, "track"u8, player.Track);
        json.WriteNumber("volume"u8, player.Volume);
        json.WriteBoolean("paused"u8, player.Paused);
        Write(json, player.State);
        Write(json, player.Voice);
        json.WritePropertyName("filters"u8);
        FiltersJson.Write(json, player.Filters);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, PlayerState state)
    {
        json.WriteStartObject("state"u8);
        json.WriteNumber("time"u8, state.Time);
        json.WriteNumber("position"u8, state.Position);
        json.WriteBoolean("connected"u8, state.Connected);
        json.WriteNumber("ping"u8, state.Ping);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VoiceState voice)
    {
        json.WriteStartObject("voice"u8);
        JsonText.WriteString(json, "token"u8, voice.Token);
        JsonText.WriteString(json, "endpoint"u8, voice.Endpoint);
        JsonText.WriteString(json, "sessionId"u8, voice.SessionId);
        JsonText.WriteString(json, "channelId"u8, voice.ChannelId);
        json.WriteEndObject();
    }
}
