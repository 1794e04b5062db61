using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Orleans;

namespace Fabric.Abstractions.Ids;

/// <summary>A Discord guild (snowflake).</summary>
[GenerateSerializer, Immutable, Alias("fabric.GuildId")]
public readonly record struct GuildId([property: Id(0)] ulong Value)
{
    /// <summary>Reads the canonical decimal form.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out GuildId id)
    {
        var parsed = SnowflakeText.TryParse(text, out var value);
        id = new GuildId(value);
        return parsed;
    }

    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
