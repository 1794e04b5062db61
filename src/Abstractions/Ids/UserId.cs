using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Orleans;

namespace Fabric.Abstractions.Ids;

/// <summary>A Discord user (snowflake).</summary>
[GenerateSerializer, Immutable, Alias("fabric.UserId")]
public readonly record struct UserId([property: Id(0)] ulong Value)
{
    /// <summary>Reads the canonical decimal form: no sign, no leading zero, at most 64 bits. Anything else names no user.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out UserId id)
    {
        var parsed = SnowflakeText.TryParse(text, out var value);
        id = new UserId(value);
        return parsed;
    }

    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
