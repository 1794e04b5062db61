using System.Text.Json.Serialization;

namespace Fabric.Discord.Rest;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApplicationCommand))]
[JsonSerializable(typeof(ApplicationCommand[]))]
[JsonSerializable(typeof(ApplicationPayload))]
[JsonSerializable(typeof(ChannelPayload))]
[JsonSerializable(typeof(DirectChannelRequest))]
[JsonSerializable(typeof(GatewayBotPayload))]
[JsonSerializable(typeof(InteractionResponse))]
[JsonSerializable(typeof(MessagePayload))]
[JsonSerializable(typeof(RateLimitPayload))]
internal sealed partial class RestJsonContext : JsonSerializerContext;
