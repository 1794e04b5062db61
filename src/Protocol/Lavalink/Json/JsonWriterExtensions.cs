using System.Text.Json;

namespace Fabric.Protocol.Lavalink.Json;

internal static class JsonWriterExtensions
{
    private const int MostDigits = 20;

    /// <summary>Writes a property with a snowflake, as a string.</summary>
    public static void WriteId(this Utf8JsonWriter json, ReadOnlySpan<byte> name, ulong id)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        id.TryFormat(digits, out var length);
        json.WriteString(name, digits[..length]);
    }

    /// <summary>Writes a property with a value byte for byte.</summary>
    public static void WriteRaw(this Utf8JsonWriter json, ReadOnlySpan<byte> name, RawJson value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.Text, skipInputValidation: true);
    }
}
