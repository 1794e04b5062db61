using System.Text.Json;
using Fabric.Protocol.Json;

namespace Fabric.Protocol.Lavalink.Json;

/// <summary>Statistics (lavalink.md §1.4).</summary>
internal static class StatsJson
{
    public static void Write(Utf8JsonWriter json, Stats stats)
    {
        json.WriteStartObject();
        WriteProperties(json, stats);
        json.WriteEndObject();
    }

    public static void WriteProperties(Utf8JsonWriter json, Stats stats)
    {
        Write(json, stats.FrameStats);
        json.WriteNumber("players"u8, stats.Players);
        json.WriteNumber("playingPlayers"u8, stats.PlayingPlayers);
        json.WriteNumber("uptime"u8, stats.Uptime);
        json.WriteStartObject("memory"u8);
        json.WriteNumber("free"u8, stats.Memory.Free);
        json.WriteNumber("used"u8, stats.Memory.Used);
        json.WriteNumber("allocated"u8, stats.Memory.Allocated);
        json.WriteNumber("reservable"u8, stats.Memory.Reservable);
        json.WriteEndObject();
        json.WriteStartObject("cpu"u8);
        json.WriteNumber("cores"u8, stats.Cpu.Cores);
        JsonText.WriteFraction(json, "systemLoad"u8, stats.Cpu.SystemLoad);
        JsonText.WriteFraction(json, "lavalinkLoad"u8, stats.Cpu.LavalinkLoad);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FrameStats? frames)
    {
        if (frames is null)
        {
            json.WriteNull("frameStats"u8);
            return;
        }

        json.WriteStartObject("frameStats"u8);
        json.WriteNumber("sent"u8, frames.Sent);
        json.WriteNumber("nulled"u8, frames.Nulled);
        json.WriteNumber("deficit"u8, frames.Deficit);
        json.WriteEndObject();
    }
}
