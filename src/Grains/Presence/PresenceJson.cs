using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fabric.Protocol.Json;

namespace Fabric.Grains.Presence;

/// <summary>
/// Writes the public presence object (lanyard.md §3): eleven keys in the order that Lanyard sends them, and where that is asked for two of
/// ours behind them. Raw parts are copied byte for byte.
/// </summary>
internal static class PresenceJson
{
    private const string Offline = "offline";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <summary>The object as UTF-8.</summary>
    /// <param name="state">The state.</param>
    /// <param name="withTimes">Whether it tells when the user was first monitored and last seen.</param>
    public static byte[] Write(PresenceState state, bool withTimes = false)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>();
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            Write(json, state, withTimes);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, PresenceState state, bool withTimes)
    {
        json.WriteStartObject();
        WriteKeyValues(json, state.KeyValues);
        WriteRaw(json, "discord_user"u8, state.User, "{}"u8);
        WriteRaw(json, "activities"u8, state.Activities, "[]"u8);
        json.WritePropertyName("discord_status"u8);
        JsonText.WriteString(json, state.Status ?? Offline);
        json.WriteBoolean("active_on_discord_web"u8, state.Clients.HasFlag(ActiveClients.Web));
        json.WriteBoolean("active_on_discord_desktop"u8, state.Clients.HasFlag(ActiveClients.Desktop));
        json.WriteBoolean("active_on_discord_mobile"u8, state.Clients.HasFlag(ActiveClients.Mobile));
        json.WriteBoolean("active_on_discord_embedded"u8, state.Clients.HasFlag(ActiveClients.Embedded));
        json.WriteBoolean("active_on_discord_vr"u8, state.Clients.HasFlag(ActiveClients.Vr));
        SpotifyJson.Write(json, state.Activities);
        if (withTimes)
        {
            WriteTime(json, "monitoring_since"u8, state.MonitoringSince);
            WriteTime(json, "last_seen"u8, state.LastSeen);
        }

        json.WriteEndObject();
    }

    private static void WriteKeyValues(Utf8JsonWriter json, Dictionary<string, string>? values)
    {
        json.WriteStartObject("kv"u8);
        if (values is not null)
        {
            foreach (var (key, value) in values)
            {
                json.WritePropertyName(key);
                JsonText.WriteString(json, value);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, ReadOnlySpan<byte> name, long time)
    {
        if (time == 0)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, time);
        }
    }

    private static void WriteRaw(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlyMemory<byte> raw, ReadOnlySpan<byte> otherwise)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(raw.IsEmpty ? otherwise : raw.Span, skipInputValidation: true);
    }
}
