using System.Collections.Immutable;
using System.Text.Json;
using Fabric.Protocol.Json;

namespace Fabric.Protocol.Lavalink.Json;

/// <summary>Results of loads: <c>loadType</c> comes first, because clients choose the shape by it (lavalink.md §7.1).</summary>
internal static class LoadResultJson
{
    public static void Write(Utf8JsonWriter json, LoadResult result)
    {
        json.WriteStartObject();
        json.WriteString("loadType"u8, TypeOf(result));
        json.WritePropertyName("data"u8);
        WriteData(json, result);
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> TypeOf(LoadResult result) => result switch
    {
        LoadResult.TrackLoaded => "track"u8,
        LoadResult.PlaylistLoaded => "playlist"u8,
        LoadResult.SearchResult => "search"u8,
        LoadResult.LoadFailed => "error"u8,
        _ => "empty"u8,
    };

    private static void WriteData(Utf8JsonWriter json, LoadResult result)
    {
        switch (result)
        {
            case LoadResult.TrackLoaded loaded:
                TrackJson.Write(json, loaded.Track);
                break;
            case LoadResult.PlaylistLoaded loaded:
                Write(json, loaded.Playlist);
                break;
            case LoadResult.SearchResult found:
                Write(json, found.Tracks);
                break;
            case LoadResult.LoadFailed failed:
                TrackJson.Write(json, failed.Exception);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, Playlist playlist)
    {
        json.WriteStartObject();
        json.WriteStartObject("info"u8);
        JsonText.WriteString(json, "name"u8, playlist.Name);
        json.WriteNumber("selectedTrack"u8, playlist.SelectedTrack);
        json.WriteEndObject();
        json.WriteRaw("pluginInfo"u8, playlist.PluginInfo);
        json.WritePropertyName("tracks"u8);
        Write(json, playlist.Tracks);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<Track> tracks)
    {
        json.WriteStartArray();
        foreach (var track in tracks)
        {
            TrackJson.Write(json, track);
        }

        json.WriteEndArray();
    }
}
