using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fabric.Protocol.Lavalink.Json;

namespace Fabric.Protocol.Lavalink;

/// <summary>
/// Writes what clients receive, as compact UTF-8 with the keys in the order of lavalink.md: bodies of answers and messages of the socket.
/// Nothing is held between input and output but a writer per thread.
/// </summary>
public static class LavalinkWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>The message <c>ready</c>.</summary>
    public static void Write(IBufferWriter<byte> output, ReadyMessage message) => Write(output, message, MessageJson.Write);

    /// <summary>The message <c>playerUpdate</c>.</summary>
    public static void Write(IBufferWriter<byte> output, PlayerUpdateMessage message) => Write(output, message, MessageJson.Write);

    /// <summary>The message <c>stats</c>.</summary>
    public static void Write(IBufferWriter<byte> output, StatsMessage message) => Write(output, message, MessageJson.Write);

    /// <summary>The message <c>event</c>.</summary>
    public static void Write(IBufferWriter<byte> output, PlayerEvent message) => Write(output, message, EventJson.Write);

    /// <summary>A player.</summary>
    public static void Write(IBufferWriter<byte> output, LavalinkPlayer player) => Write(output, player, PlayerJson.Write);

    /// <summary>Several players.</summary>
    public static void Write(IBufferWriter<byte> output, IReadOnlyList<LavalinkPlayer> players) =>
        Write(output, players, static (json, players) => WriteArray(json, players, PlayerJson.Write));

    /// <summary>Filters alone.</summary>
    public static void Write(IBufferWriter<byte> output, Filters filters) => Write(output, filters, FiltersJson.Write);

    /// <summary>A track.</summary>
    public static void Write(IBufferWriter<byte> output, Track track) => Write(output, track, TrackJson.Write);

    /// <summary>Several tracks.</summary>
    public static void Write(IBufferWriter<byte> output, IReadOnlyList<Track> tracks) =>
        Write(output, tracks, static (json, tracks) => WriteArray(json, tracks, TrackJson.Write));

    /// <summary>What a load came to.</summary>
    public static void Write(IBufferWriter<byte> output, LoadResult result) => Write(output, result, LoadResultJson.Write);

    /// <summary>A session.</summary>
    public static void Write(IBufferWriter<byte> output, SessionInfo session) => Write(output, session, MessageJson.Write);

    /// <summary>The server's statistics.</summary>
    public static void Write(IBufferWriter<byte> output, Stats stats) => Write(output, stats, StatsJson.Write);

    /// <summary>What the server is.</summary>
    public static void Write(IBufferWriter<byte> output, ServerInfo info) => Write(output, info, InfoJson.Write);

    /// <summary>How addresses are chosen.</summary>
    public static void Write(IBufferWriter<byte> output, RoutePlanner planner) => Write(output, planner, RoutePlannerJson.Write);

    /// <summary>An error.</summary>
    public static void Write(IBufferWriter<byte> output, ErrorResponse error) => Write(output, error, ErrorJson.Write);

    private static void Write<T>(IBufferWriter<byte> output, T value, Action<Utf8JsonWriter, T> write)
    {
        var json = _writer ??= new Utf8JsonWriter(output, Options);
        json.Reset(output);
        write(json, value);
        json.Flush();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, IReadOnlyList<T> values, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray();
        for (var i = 0; i < values.Count; i++)
        {
            write(json, values[i]);
        }

        json.WriteEndArray();
    }
}
