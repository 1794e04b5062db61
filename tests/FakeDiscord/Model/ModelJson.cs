using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Fabric.FakeDiscord.Model;

/// <summary>JSON of the model's records.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DiscordUser))]
[JsonSerializable(typeof(DiscordMember))]
[JsonSerializable(typeof(DiscordPresence))]
[JsonSerializable(typeof(DiscordMessage))]
[JsonSerializable(typeof(Snowflake))]
internal sealed partial class ModelJson : JsonSerializerContext
{
    public static JsonObject ToObject(DiscordUser user) => JsonSerializer.SerializeToNode(user, Default.DiscordUser)!.AsObject();
}
