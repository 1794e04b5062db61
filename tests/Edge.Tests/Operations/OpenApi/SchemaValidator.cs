using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Fabric.Edge.Tests.Operations.OpenApi;

/// <summary>As much of JSON Schema as the document uses of it for answers; a keyword that it does not know fails.</summary>
internal sealed class SchemaValidator(ApiDescription api, SampleKeys keys = SampleKeys.Any)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Where a value is not as its schema says, and how.</summary>
    public IReadOnlyList<string> Validate(JsonNode schema, JsonNode? value, string at = "$")
    {
        var rules = api.Resolve(schema);
        return [.. rules.SelectMany(rule => Check(rules, rule.Key, rule.Value!, value, at)), .. CheckKeys(rules, value, at)];
    }

    private IEnumerable<string> Check(JsonObject rules, string keyword, JsonNode operand, JsonNode? value, string at) => keyword switch
    {
        "description" or "format" or "examples" or "discriminator" => [],
        "type" => If(!TypesOf(operand).Any(type => Is(value, type)), at, $"is no {operand.ToJsonString()}"),
        "const" => If(!JsonNode.DeepEquals(operand, value), at, $"is not {operand.ToJsonString()}"),
        "enum" => If(!operand.AsArray().Any(one => JsonNode.DeepEquals(one, value)), at, $"is none of {operand.ToJsonString()}"),
        "pattern" => If(!Regex.IsMatch(value!.GetValue<string>(), operand.GetValue<string>(), RegexOptions.None, Patience), at, "has another form"),
        "minimum" => If(value!.GetValue<double>() < operand.GetValue<double>(), at, "is too small"),
        "maximum" => If(value!.GetValue<double>() > operand.GetValue<double>(), at, "is too large"),
        "required" => TextsOf(operand).Where(key => value is JsonObject found && !found.ContainsKey(key)).Select(key => $"{at}: has no {key}"),
        "properties" => operand.AsObject().SelectMany(property => CheckProperty(property.Key, property.Value!, value, at)),
        "additionalProperties" => CheckOthers(rules, operand, value, at),
        "items" => value is JsonArray items ? items.SelectMany((item, index) => Validate(operand, item, $"{at}[{index}]")) : [],
        "oneOf" => CheckOneOf(operand.AsArray(), value, at),
        _ => throw new NotSupportedException($"The keyword {keyword} at {at}."),
    };

    private IEnumerable<string> CheckProperty(string key, JsonNode schema, JsonNode? value, string at) =>
        value is JsonObject found && found.TryGetPropertyValue(key, out var inner) ? Validate(schema, inner, $"{at}.{key}") : [];

    private IEnumerable<string> CheckOthers(JsonObject rules, JsonNode schema, JsonNode? value, string at)
    {
        var others = value is JsonObject found ? found.Where(member => rules["properties"]?[member.Key] is null).ToArray() : [];
        return schema is JsonObject
            ? others.SelectMany(other => Validate(schema, other.Value, $"{at}.{other.Key}"))
            : others.Select(other => $"{at}: {other.Key} is not described");
    }

    private string[] CheckOneOf(JsonArray schemas, JsonNode? value, string at)
    {
        var problems = schemas.Select(schema => Validate(schema!, value, at)).ToArray();
        return problems.Count(static found => found.Count == 0) == 1 ? [] : [$"{at}: is not one of several", .. problems.SelectMany(static found => found)];
    }

    private IEnumerable<string> CheckKeys(JsonObject rules, JsonNode? value, string at)
    {
        if (keys == SampleKeys.Any || value is not JsonObject found || rules["additionalProperties"] is not JsonValue)
        {
            return [];
        }

        var expected = keys == SampleKeys.All ? rules["properties"]!.AsObject().Select(static property => property.Key) : TextsOf(rules["required"]);
        return If(!found.Select(static member => member.Key).ToHashSet(StringComparer.Ordinal).SetEquals(expected), at, $"is no sample of {keys} keys");
    }

    private static IEnumerable<string> If(bool wrong, string at, string problem) => wrong ? [$"{at}: {problem}"] : [];

    private static string[] TypesOf(JsonNode operand) => operand is JsonArray ? TextsOf(operand) : [operand.GetValue<string>()];

    private static string[] TextsOf(JsonNode? operand) => operand is JsonArray texts ? [.. texts.Select(static text => text!.GetValue<string>())] : [];

    private static bool Is(JsonNode? value, string type) => (type, value?.GetValueKind()) switch
    {
        ("null", null or JsonValueKind.Null) => true,
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => long.TryParse(value!.ToJsonString(), out _),
        _ => false,
    };
}
