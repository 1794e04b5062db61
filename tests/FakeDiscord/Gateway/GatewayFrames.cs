using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>The envelope <c>{t, s, op, d}</c> as UTF-8.</summary>
internal static class GatewayFrames
{
    private static readonly JsonWriterOptions RawUnicode = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Hello(TimeSpan heartbeatInterval) => Operation(GatewayOpcode.Hello, new JsonObject
    {
        ["heartbeat_interval"] = (int)heartbeatInterval.TotalMilliseconds,
        ["_trace"] = Trace(),
    });

    public static byte[] InvalidSession(bool resumable) => Operation(GatewayOpcode.InvalidSession, JsonValue.Create(resumable));

    public static byte[] Operation(GatewayOpcode op, JsonNode? data = null) => Encode(new JsonObject
    {
        ["t"] = null,
        ["s"] = null,
        ["op"] = (int)op,
        ["d"] = data,
    });

    /// <summary>A dispatch around data that is encoded already.</summary>
    public static byte[] Dispatch(string type, long sequence, ReadOnlySpan<byte> data)
    {
        var buffer = new ArrayBufferWriter<byte>(data.Length + 64);
        using var writer = new Utf8JsonWriter(buffer, RawUnicode);
        writer.WriteStartObject();
        writer.WriteString("t"u8, type);
        writer.WriteNumber("s"u8, sequence);
        writer.WriteNumber("op"u8, (int)GatewayOpcode.Dispatch);
        writer.WritePropertyName("d"u8);
        writer.WriteRawValue(data, skipInputValidation: true);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] Encode(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, RawUnicode);
        node.WriteTo(writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static JsonArray Trace() => ["[\"gateway-fake-1\",{\"micros\":0.0}]"];
}
