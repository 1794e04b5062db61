using Fabric.Edge.Lanyard.Rest;

namespace Fabric.Edge.Lanyard.Socket;

/// <summary>The query of <c>/socket</c> (lanyard.md §1.2).</summary>
/// <param name="Compressed">Messages to the client are zlib streams.</param>
internal sealed record LanyardSocketQuery(bool Compressed)
{
    private const string Name = "compression";
    private const string Zlib = "zlib_json";

    /// <summary>Reads a query string; null when it cannot be decoded. Of a name that comes twice the last counts.</summary>
    public static LanyardSocketQuery? TryParse(ReadOnlySpan<char> query)
    {
        var compressed = false;
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            if (!PercentEncoding.TryDecodeForm(equals < 0 ? pair : pair[..equals], out var name)
                || !PercentEncoding.TryDecodeForm(equals < 0 ? [] : pair[(equals + 1)..], out var value))
            {
                return null;
            }

            if (name is Name)
            {
                compressed = value is Zlib;
            }
        }

        return new LanyardSocketQuery(compressed);
    }
}
