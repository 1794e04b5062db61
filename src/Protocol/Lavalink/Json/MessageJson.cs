using System.Text.Json;
using Fabric.Protocol.Json;

namespace Fabric.Protocol.Lavalink.Json;

/// <summary>Sessions, and the messages that are not events (lavalink.md §1.4, §2.3).</summary>
internal static class MessageJson
{
    public static void Write(Utf8JsonWriter json, ReadyMessage message)
    {
        json.WriteStartObject();
        json.WriteString("op"u8, "ready"u8);
        json.WriteBoolean("resumed"u8, message.Resumed);
        JsonText.WriteString(json, "sessionId"u8, message.SessionId);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, PlayerUpdateMessage message)
    {
        json.WriteStartObject();
        json.WriteString("op"u8, "playerUpdate"u8);
        PlayerJson.Write(json, message.State);
        json.WriteId("guildId"u8, message.GuildId);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, StatsMessage message)
    {
        json.WriteStartObject();
        json.WriteString("op"u8, "stats"u8);
        StatsJson.WriteProperties(json, message.Stats);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, SessionInfo session)
    {
        json.WriteStartObject();
        json.WriteBoolean("resuming"u8, session.Resuming);
        json.WriteNumber("timeout"u8, session.Timeout);
        json.WriteEndObject();
    }
}
