using System.Text.Json.Nodes;

namespace Fabric.Edge.Tests.Operations.OpenApi;

/// <summary>An operation of the document.</summary>
/// <param name="Path">Its path, with templates.</param>
/// <param name="Method">Its method, in capitals.</param>
/// <param name="Node">Its object.</param>
/// <param name="Parameters">Its parameters and its path's, resolved.</param>
internal sealed record DescribedOperation(string Path, string Method, JsonObject Node, IReadOnlyList<JsonObject> Parameters)
{
    public IReadOnlyList<string> Tags => [.. Node["tags"]!.AsArray().Select(static tag => tag!.GetValue<string>())];

    public JsonObject Responses => Node["responses"]!.AsObject();
}
