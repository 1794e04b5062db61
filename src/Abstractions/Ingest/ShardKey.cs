using System.Globalization;
using Fabric.Abstractions.Ids;

namespace Fabric.Abstractions.Ingest;

/// <summary>The key of a <see cref="IShardGrain" />: <c>bot/index</c>.</summary>
public static class ShardKey
{
    /// <summary>The key of a shard.</summary>
    public static string Of(ShardId shard) => shard.ToString();

    /// <summary>The shard of a key.</summary>
    /// <exception cref="FormatException">Not a key.</exception>
    public static ShardId Parse(string key)
    {
        var slash = key.LastIndexOf('/');
        return slash > 0 && int.TryParse(key.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new ShardId(new BotId(key[..slash]), index)
            : throw new FormatException($"'{key}' is not the key of a shard grain.");
    }
}
