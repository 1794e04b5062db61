using System.Text.Json.Serialization;

namespace Fabric.Discord.Gateway;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GatewayPayload<IdentifyPayload>))]
[JsonSerializable(typeof(GatewayPayload<ResumePayload>))]
[JsonSerializable(typeof(GatewayPayload<RequestMembersPayload>))]
[JsonSerializable(typeof(HelloPayload))]
[JsonSerializable(typeof(ReadyPayload))]
[JsonSerializable(typeof(RateLimitedPayload))]
internal sealed partial class GatewayJsonContext : JsonSerializerContext;
