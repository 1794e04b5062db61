using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fabric.Discord.Gateway;

/// <summary>The RATE_LIMITED event: a command that Discord did not carry out.</summary>
internal sealed record RateLimitedPayload(int Opcode, double RetryAfter, RateLimitedPayload.Request? Meta)
{
    /// <summary>Null when it is not what it should be.</summary>
    public static RateLimitedPayload? Read(ReadOnlySpan<byte> data)
    {
        try
        {
            return JsonSerializer.Deserialize(data, GatewayJsonContext.Default.RateLimitedPayload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal sealed record Request(
        [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
        ulong GuildId,
        string? Nonce);
}
