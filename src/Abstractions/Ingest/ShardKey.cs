using System.Globalization;
using Fabric.Abstractions.Ids;

namespace Fabric.Abstractions.Ingest;

/// <summary>The key of a <see cref="IShardGrain" />: <c>bot/INDEXofCOUNT</c>.</summary>
public static class ShardKey
{
    /// <summary>The kind of entity that a shard is. Stored in the watchdog's rows.</summary>
    public const string Kind = "shard";

    private const string Separator = "of";

    /// <summary>The key of a shard.</summary>
    public static string Of(ShardId shard) => shard.ToString();

    /// <summary>The shard as something that must live.</summary>
    public static EntityId EntityOf(ShardId shard) => new(Kind, Of(shard));

    /// <summary>The shard of a key.</summary>
    /// <exception cref="FormatException">Not a key.</exception>
    public static ShardId Parse(string key)
    {
        var slash = key.LastIndexOf('/');
        var numbers = key.AsSpan(slash + 1);
        var middle = numbers.IndexOf(Separator, StringComparison.Ordinal);
        return slash > 0 && middle > 0
            && TryParse(numbers[..middle], out var index) && TryParse(numbers[(middle + Separator.Length)..], out var count) && index < count
            ? new ShardId(new BotId(key[..slash]), index, count)
            : throw new FormatException($"'{key}' is not the key of a shard grain.");
    }

    private static bool TryParse(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
