using System.Text.Json;
using System.Text.Json.Serialization;
using Fabric.Abstractions.Ids;

namespace Fabric.Grains.State;

/// <summary>A guild id as its number.</summary>
internal sealed class GuildIdConverter : JsonConverter<GuildId>
{
    public override GuildId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetUInt64());

    public override void Write(Utf8JsonWriter writer, GuildId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
