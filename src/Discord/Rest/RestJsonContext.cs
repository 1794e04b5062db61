using System.Text.Json.Serialization;

namespace Fabric.Discord.Rest;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GatewayBotPayload))]
[JsonSerializable(typeof(RateLimitPayload))]
internal sealed partial class RestJsonContext : JsonSerializerContext;
