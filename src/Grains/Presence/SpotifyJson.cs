using System.Text.Json;
using Fabric.Grains.Json;
using Fabric.Protocol.Json;

namespace Fabric.Grains.Presence;

/// <summary>Derives the Spotify part of a presence from its activities (lanyard.md §3.3). What is passed on is passed byte for byte.</summary>
internal static class SpotifyJson
{
    private const string ArtRoot = "https://i.scdn.co/image/";

    /// <summary>Writes <c>listening_to_spotify</c> and <c>spotify</c>.</summary>
    public static void Write(Utf8JsonWriter json, ReadOnlyMemory<byte> activities)
    {
        var activity = Find(activities);
        json.WriteBoolean("listening_to_spotify"u8, !activity.IsEmpty);
        json.WritePropertyName("spotify"u8);
        if (activity.IsEmpty)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        WriteRaw(json, "track_id"u8, TextIn(activity, "sync_id"u8));
        WriteRaw(json, "timestamps"u8, RawJson.Value(activity, "timestamps"u8));
        WriteRaw(json, "song"u8, RawJson.Value(activity, "details"u8));
        WriteRaw(json, "artist"u8, RawJson.Value(activity, "state"u8));
        var assets = RawJson.Value(activity, "assets"u8);
        WriteRaw(json, "album"u8, RawJson.IsString(assets) ? assets : TextIn(assets, "large_text"u8));
        json.WritePropertyName("album_art_url"u8);
        JsonText.WriteString(json, ArtUrl(RawJson.Text(RawJson.Value(assets, "large_image"u8))));
        json.WriteEndObject();
    }

    /// <summary>The first activity with the id counts; empty where there is none.</summary>
    private static ReadOnlyMemory<byte> Find(ReadOnlyMemory<byte> activities)
    {
        // Most presences have none: the id's bytes are looked for before anything is read.
        if (activities.Span.IndexOf("\"spotify:1\""u8) < 0)
        {
            return default;
        }

        return RawJson.Objects(activities).FirstOrDefault(static activity => RawJson.Value(activity, "id"u8).Span.SequenceEqual("\"spotify:1\""u8));
    }

    private static ReadOnlyMemory<byte> TextIn(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> key)
    {
        var value = RawJson.Value(json, key);
        return RawJson.IsString(value) ? value : default;
    }

    private static void WriteRaw(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlyMemory<byte> value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.IsEmpty ? "null"u8 : value.Span, skipInputValidation: true);
    }

    /// <summary>Exactly one colon: what follows it is the image. The prefix is not checked, as in Lanyard.</summary>
    private static string? ArtUrl(string? image)
    {
        var parts = image?.Split(':');
        return parts is { Length: 2 } ? ArtRoot + parts[1] : null;
    }
}
