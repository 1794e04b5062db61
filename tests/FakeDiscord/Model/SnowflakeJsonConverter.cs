using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fabric.FakeDiscord.Model;

/// <summary>Writes ids as strings, as Discord does; reads strings and, for hand-written scripts, numbers.</summary>
public sealed class SnowflakeJsonConverter : JsonConverter<Snowflake>
{
    public override Snowflake Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.GetUInt64();
        }

        return Snowflake.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("not an id");
    }

    public override void Write(Utf8JsonWriter writer, Snowflake value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
