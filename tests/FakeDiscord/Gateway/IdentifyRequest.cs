using System.Text.Json;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>The <c>d</c> of an Identify.</summary>
internal sealed record IdentifyRequest(
    string Token, GatewayIntents? Intents, int LargeThreshold, int ShardId, int ShardCount, bool Compress)
{
    private const int DefaultLargeThreshold = 50;

    public bool Has(GatewayIntents anyOf) => anyOf == GatewayIntents.None || (Intents & anyOf) != GatewayIntents.None;

    /// <summary>Null where Discord could not decode it.</summary>
    public static IdentifyRequest? Parse(JsonElement d)
    {
        if (d.ValueKind != JsonValueKind.Object || !IsString(d, "token", out var token) || !IsObject(d, "properties"))
        {
            return null;
        }

        var (shardId, shardCount) = (0, 1);
        if (d.TryGetProperty("shard", out var shard) && !TryReadShard(shard, out shardId, out shardCount))
        {
            return null;
        }

        return new IdentifyRequest(
            token,
            d.TryGetProperty("intents", out var intents) && intents.TryGetInt32Lenient(out var bits) ? (GatewayIntents)bits : null,
            d.TryGetProperty("large_threshold", out var threshold) && threshold.TryGetInt32Lenient(out var members)
                ? members
                : DefaultLargeThreshold,
            shardId,
            shardCount,
            d.TryGetProperty("compress", out var compress) && compress.ValueKind == JsonValueKind.True);
    }

    private static bool IsString(JsonElement d, string key, out string value)
    {
        value = d.TryGetProperty(key, out var element) && element.ValueKind == JsonValueKind.String ? element.GetString()! : "";
        return value.Length > 0;
    }

    private static bool IsObject(JsonElement d, string key) =>
        d.TryGetProperty(key, out var element) && element.ValueKind == JsonValueKind.Object;

    private static bool TryReadShard(JsonElement shard, out int id, out int count)
    {
        (id, count) = (0, 1);
        return shard.ValueKind == JsonValueKind.Null
            || (shard.ValueKind == JsonValueKind.Array
                && shard.GetArrayLength() == 2
                && shard[0].TryGetInt32Lenient(out id)
                && shard[1].TryGetInt32Lenient(out count));
    }
}
