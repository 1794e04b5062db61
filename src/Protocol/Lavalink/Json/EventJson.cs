using System.Text.Json;
using Fabric.Protocol.Json;

namespace Fabric.Protocol.Lavalink.Json;

/// <summary>Events (lavalink.md §1.4).</summary>
internal static class EventJson
{
    public static void Write(Utf8JsonWriter json, PlayerEvent told)
    {
        json.WriteStartObject();
        json.WriteString("op"u8, "event"u8);
        json.WriteString("type"u8, told.GetType().Name);
        json.WriteId("guildId"u8, told.GuildId);
        WriteOwn(json, told);
        json.WriteEndObject();
    }

    private static void WriteOwn(Utf8JsonWriter json, PlayerEvent told)
    {
        switch (told)
        {
            case TrackStartEvent start:
                TrackJson.Write(json, "track"u8, start.Track);
                break;
            case TrackEndEvent end:
                TrackJson.Write(json, "track"u8, end.Track);
                json.WriteString("reason"u8, NameOf(end.Reason));
                break;
            case TrackExceptionEvent failure:
                TrackJson.Write(json, "track"u8, failure.Track);
                json.WritePropertyName("exception"u8);
                TrackJson.Write(json, failure.Exception);
                break;
            case TrackStuckEvent stuck:
                TrackJson.Write(json, "track"u8, stuck.Track);
                json.WriteNumber("thresholdMs"u8, stuck.ThresholdMs);
                break;
            case WebSocketClosedEvent closed:
                json.WriteNumber("code"u8, closed.Code);
                JsonText.WriteString(json, "reason"u8, closed.Reason);
                json.WriteBoolean("byRemote"u8, closed.ByRemote);
                break;
        }
    }

    private static ReadOnlySpan<byte> NameOf(TrackEndReason reason) => reason switch
    {
        TrackEndReason.Finished => "finished"u8,
        TrackEndReason.LoadFailed => "loadFailed"u8,
        TrackEndReason.Stopped => "stopped"u8,
        TrackEndReason.Replaced => "replaced"u8,
        _ => "cleanup"u8,
    };
}
