using System.Globalization;
using System.Text.Json.Serialization;

namespace Fabric.FakeDiscord.Model;

/// <summary>A Discord id: 42 bits of milliseconds since 2015, 22 bits to tell apart. A string in JSON.</summary>
[JsonConverter(typeof(SnowflakeJsonConverter))]
public readonly record struct Snowflake(ulong Value)
{
    private const int TimestampShift = 22;

    public static implicit operator Snowflake(ulong value) => new(value);

    public static Snowflake FromUInt64(ulong value) => new(value);

    /// <summary>Reads the decimal form; false for anything else.</summary>
    public static bool TryParse(string? text, out Snowflake id)
    {
        var read = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        id = new Snowflake(value);
        return read;
    }

    /// <summary>The shard that Discord routes a guild with this id to.</summary>
    public int ShardOf(int shardCount) => (int)((Value >> TimestampShift) % (ulong)shardCount);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
