using System.Text.Json.Nodes;

namespace Fabric.Storage.Formats;

/// <summary>One step from a stored version of a state to the next.</summary>
/// <param name="FromVersion">The version that it reads; it yields <c>FromVersion + 1</c>.</param>
/// <param name="Apply">Returns the payload in the next version's form; it may change and return what it was given.</param>
public sealed record StateUpgrade(int FromVersion, Func<JsonNode, JsonNode> Apply);
