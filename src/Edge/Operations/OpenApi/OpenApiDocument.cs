using System.Text;
using System.Text.Json.Nodes;
using Fabric.Edge.Composition;
using Fabric.Edge.Lavalink.Configuration;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Operations.OpenApi;

/// <summary>
/// The OpenAPI 3.1 document of what this process serves to clients. It is written by hand, as routing is; only the servers of each path are
/// filled in: those of the process's listeners that the path's tags name. A path that none of them serves is left out.
/// </summary>
internal sealed class OpenApiDocument(IEnumerable<EdgeListener> listeners, IOptions<LavalinkOptions> lavalink)
{
    private const string Resource = "openapi.json";

    /// <summary>The document as UTF-8. Listeners have their real ports once the process listens.</summary>
    public byte[] ToJson()
    {
        var document = Read();
        var paths = document["paths"]!.AsObject();
        foreach (var (path, item) in paths.ToArray())
        {
            var servers = ServersOf(item!.AsObject());
            if (servers.Count > 0)
            {
                item["servers"] = servers;
            }
            else
            {
                paths.Remove(path);
            }
        }

        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }

    private static JsonObject Read()
    {
        using var text = typeof(OpenApiDocument).Assembly.GetManifestResourceStream(Resource)!;
        return JsonNode.Parse(text)!.AsObject();
    }

    private JsonArray ServersOf(JsonObject path)
    {
        var tags = path.Select(static member => member.Value).OfType<JsonObject>()
            .SelectMany(static operation => operation["tags"]!.AsArray())
            .Select(static tag => tag!.GetValue<string>())
            .ToHashSet(StringComparer.Ordinal);
        var servers = listeners.Where(listener => tags.Contains(listener.Name))
            .Select(listener => new JsonObject { ["url"] = AddressOf(listener), ["description"] = listener.Name });
        return new JsonArray([.. servers]);
    }

    /// <summary>Without a slash at the end: the paths begin with one.</summary>
    private string AddressOf(EdgeListener listener) => listener.LocalUrl.ToString().TrimEnd('/')
        + (listener.Name == LavalinkEdgeExtensions.ListenerName ? lavalink.Value.ContextPath : "");
}
