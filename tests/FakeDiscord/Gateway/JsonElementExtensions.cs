using System.Text.Json;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>Reading what clients send without throwing on odd types.</summary>
internal static class JsonElementExtensions
{
    public static bool TryGetInt32Lenient(this JsonElement element, out int value)
    {
        value = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out value);
    }

    public static int? Int32OrNull(this JsonElement d, string key) =>
        d.ValueKind == JsonValueKind.Object && d.TryGetProperty(key, out var element) && element.TryGetInt32Lenient(out var value)
            ? value
            : null;

    public static long? Int64OrNull(this JsonElement d, string key) =>
        d.ValueKind == JsonValueKind.Object
        && d.TryGetProperty(key, out var element)
        && element.ValueKind == JsonValueKind.Number
        && element.TryGetInt64(out var value)
            ? value
            : null;

    public static string? StringOrNull(this JsonElement d, string key) =>
        d.ValueKind == JsonValueKind.Object && d.TryGetProperty(key, out var element) && element.ValueKind == JsonValueKind.String
            ? element.GetString()
            : null;

    public static bool BoolOr(this JsonElement d, string key, bool otherwise) =>
        d.ValueKind == JsonValueKind.Object
        && d.TryGetProperty(key, out var element)
        && element.ValueKind is (JsonValueKind.True or JsonValueKind.False)
            ? element.GetBoolean()
            : otherwise;

    public static Snowflake? SnowflakeOrNull(this JsonElement d, string key) =>
        d.ValueKind == JsonValueKind.Object && d.TryGetProperty(key, out var element) && element.TryGetSnowflake(out var id) ? id : null;

    public static bool TryGetSnowflake(this JsonElement element, out Snowflake id)
    {
        id = default;
        return element.ValueKind switch
        {
            JsonValueKind.String => Snowflake.TryParse(element.GetString(), out id),
            JsonValueKind.Number => Snowflake.TryParse(element.GetRawText(), out id),
            _ => false,
        };
    }
}
