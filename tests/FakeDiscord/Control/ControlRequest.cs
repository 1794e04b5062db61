using System.Text.Json;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Control;

/// <summary>A request to the control API: ids from the path, everything else from a JSON object.</summary>
internal sealed class ControlRequest(HttpContext context, JsonElement body)
{
    public JsonElement Body => body;

    public int? Shard => body.Int32OrNull("shard");

    public static async Task<ControlRequest> ReadAsync(HttpContext context) => new(context, await context.ReadJsonAsync());

    public Snowflake PathId(string name) =>
        Snowflake.TryParse(context.Request.RouteValues[name] as string, out var id)
            ? id
            : throw new ArgumentException($"'{name}' in the path is not an id");

    public string Text(string key) => body.StringOrNull(key) ?? throw new ArgumentException($"'{key}' must be a string");

    public int Number(string key) => body.Int32OrNull(key) ?? throw new ArgumentException($"'{key}' must be a number");

    public int NumberOr(string key, int otherwise) => body.Int32OrNull(key) ?? otherwise;

    public bool FlagOr(string key, bool otherwise) => body.BoolOr(key, otherwise);

    public Snowflake Id(string key) => body.SnowflakeOrNull(key) ?? throw new ArgumentException($"'{key}' must be an id");

    /// <summary>A list of ids; empty where the key is absent.</summary>
    public IReadOnlyList<Snowflake> Ids(string key) =>
        body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(key, out var ids)
            ? []
            : [.. ids.EnumerateArray().Select(id => ReadId(id, key))];

    public JsonElement Element(string key) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(key, out var element)
            ? element
            : throw new ArgumentException($"'{key}' is missing");

    private static Snowflake ReadId(JsonElement element, string key) =>
        element.TryGetSnowflake(out var id) ? id : throw new ArgumentException($"'{key}' must hold ids");
}
