using System.Text.Json;
using Fabric.Protocol.Json;

namespace Fabric.Protocol.Lavalink.Json;

/// <summary>Errors (lavalink.md §2.1).</summary>
internal static class ErrorJson
{
    public static void Write(Utf8JsonWriter json, ErrorResponse error)
    {
        json.WriteStartObject();
        json.WriteNumber("timestamp"u8, error.Timestamp);
        json.WriteNumber("status"u8, error.Status);
        JsonText.WriteString(json, "error"u8, error.Error);
        if (error.Trace is not null)
        {
            JsonText.WriteString(json, "trace"u8, error.Trace);
        }

        JsonText.WriteString(json, "message"u8, error.Message);
        JsonText.WriteString(json, "path"u8, error.Path);
        json.WriteEndObject();
    }
}
