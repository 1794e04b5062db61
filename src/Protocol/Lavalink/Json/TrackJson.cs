using System.Text.Json;
using Fabric.Protocol.Json;

namespace Fabric.Protocol.Lavalink.Json;

/// <summary>Tracks and what goes wrong with them (lavalink.md §1.4).</summary>
internal static class TrackJson
{
    public static void Write(Utf8JsonWriter json, Track track)
    {
        json.WriteStartObject();
        JsonText.WriteString(json, "encoded"u8, track.Encoded);
        Write(json, track.Info);
        json.WriteRaw("pluginInfo"u8, track.PluginInfo);
        json.WriteRaw("userData"u8, track.UserData);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, Track? track)
    {
        json.WritePropertyName(name);
        if (track is null)
        {
            json.WriteNullValue();
        }
        else
        {
            Write(json, track);
        }
    }

    public static void Write(Utf8JsonWriter json, LavalinkException exception)
    {
        json.WriteStartObject();
        JsonText.WriteString(json, "message"u8, exception.Message);
        json.WriteString("severity"u8, NameOf(exception.Severity));
        JsonText.WriteString(json, "cause"u8, exception.Cause);
        JsonText.WriteString(json, "causeStackTrace"u8, exception.CauseStackTrace);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TrackInfo info)
    {
        json.WriteStartObject("info"u8);
        JsonText.WriteString(json, "identifier"u8, info.Identifier);
        json.WriteBoolean("isSeekable"u8, info.IsSeekable);
        JsonText.WriteString(json, "author"u8, info.Author);
        json.WriteNumber("length"u8, info.Length);
        json.WriteBoolean("isStream"u8, info.IsStream);
        json.WriteNumber("position"u8, info.Position);
        JsonText.WriteString(json, "title"u8, info.Title);
        JsonText.WriteString(json, "uri"u8, info.Uri);
        JsonText.WriteString(json, "sourceName"u8, info.SourceName);
        JsonText.WriteString(json, "artworkUrl"u8, info.ArtworkUrl);
        JsonText.WriteString(json, "isrc"u8, info.Isrc);
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> NameOf(ExceptionSeverity severity) => severity switch
    {
        ExceptionSeverity.Common => "common"u8,
        ExceptionSeverity.Suspicious => "suspicious"u8,
        _ => "fault"u8,
    };
}
