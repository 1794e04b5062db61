using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Fabric.Edge.Lavalink.Rest;

/// <summary>A request's query. Names are looked for as they are, and of several values the first counts.</summary>
internal static class LavalinkQuery
{
    /// <summary>The value of a parameter, decoded; null where it is absent.</summary>
    public static string? Find(HttpRequest request, string name)
    {
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            if (pair.DecodeName().Span.SequenceEqual(name))
            {
                return pair.DecodeValue().ToString();
            }
        }

        return null;
    }

    /// <summary>All values of a parameter.</summary>
    public static IReadOnlyList<string> FindAll(HttpRequest request, string name)
    {
        var values = new List<string>();
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            if (pair.DecodeName().Span.SequenceEqual(name))
            {
                values.Add(pair.DecodeValue().ToString());
            }
        }

        return values;
    }

    /// <summary>Whether errors are to tell where they come from: <c>trace</c> with any value but <c>false</c> (lavalink.md §2.1).</summary>
    public static bool AsksForTrace(HttpRequest request) =>
        request.QueryString.HasValue && Find(request, "trace") is { } trace && !trace.Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>A yes or no as Spring reads it; no where there is nothing, and null where it is neither (lavalink.md §2.2).</summary>
    public static bool? ReadBoolean(string? text) => text?.ToLowerInvariant() switch
    {
        "true" or "on" or "yes" or "1" => true,
        null or "" or "false" or "off" or "no" or "0" => false,
        _ => null,
    };
}
