using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fabric.Edge.Operations.OpenApi;

namespace Fabric.Edge.Tests.Operations.OpenApi;

/// <summary>An OpenAPI document, taken apart.</summary>
internal sealed partial class ApiDescription(JsonObject root)
{
    private const string Reference = "$ref";

    private static readonly string[] Methods = ["get", "put", "post", "patch", "delete", "head", "options", "trace"];

    /// <summary>A value for each parameter of a path.</summary>
    private static readonly Dictionary<string, string> Samples = new(StringComparer.Ordinal)
    {
        ["id"] = Support.Presences.User.ToString(),
        ["key"] = "k",
        ["extension"] = "png",
        ["sessionId"] = "abcdefghijklmnop",
        ["guildId"] = "817327181659111454",
    };

    /// <summary>As it is written, without addresses.</summary>
    public static ApiDescription Written { get; } = new(Read());

    public JsonObject Root => root;

    public JsonObject Paths => root["paths"]!.AsObject();

    public JsonObject Components => root["components"]!.AsObject();

    public IEnumerable<DescribedOperation> Operations =>
        from path in Paths
        from member in path.Value!.AsObject()
        where Methods.Contains(member.Key)
        let operation = member.Value!.AsObject()
        select new DescribedOperation(path.Key, member.Key.ToUpperInvariant(), operation, [.. Parameters(path.Value), .. Parameters(operation)]);

    public JsonObject Schema(string name) => Components["schemas"]![name]!.AsObject();

    /// <summary>What a node is or refers to.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        while (node[Reference] is { } reference)
        {
            node = At(reference.GetValue<string>());
        }

        return node.AsObject();
    }

    /// <summary>What a reference leads to.</summary>
    public JsonNode At(string reference)
    {
        reference.ShouldStartWith("#/");
        JsonNode? node = root;
        foreach (var name in reference[2..].Split('/'))
        {
            node = node?[name.Replace("~1", "/", StringComparison.Ordinal)];
        }

        return node.ShouldNotBeNull($"{reference} leads nowhere");
    }

    /// <summary>All references, those of discriminators included.</summary>
    public IEnumerable<string> References() => Nodes(root).OfType<JsonObject>().SelectMany(static node => node)
        .Where(static member => member.Key is Reference or "mapping")
        .SelectMany(static member => member.Value is JsonObject mapping ? mapping.Select(static pair => pair.Value!) : [member.Value!])
        .Select(static reference => reference.GetValue<string>());

    /// <summary>A path with values in the place of its templates.</summary>
    public static string Fill(string path) => Template().Replace(path, static match => Samples[match.Groups["name"].Value]);

    public static IReadOnlyList<string> TemplatesOf(string path) => [.. Template().Matches(path).Select(static match => match.Groups["name"].Value)];

    /// <summary>A node and everything in it.</summary>
    public static IEnumerable<JsonNode> Nodes(JsonNode node)
    {
        var inner = node switch
        {
            JsonObject members => members.Select(static member => member.Value),
            JsonArray items => items,
            _ => Enumerable.Empty<JsonNode?>(),
        };
        return inner.OfType<JsonNode>().SelectMany(Nodes).Prepend(node);
    }

    private IEnumerable<JsonObject> Parameters(JsonNode owner) => owner["parameters"] is JsonArray listed ? listed.Select(parameter => Resolve(parameter!)) : [];

    private static JsonObject Read()
    {
        using var text = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("openapi.json")!;
        return JsonNode.Parse(text)!.AsObject();
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Template();
}
