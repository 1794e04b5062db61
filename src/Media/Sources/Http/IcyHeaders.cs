namespace Fabric.Media.Sources.Http;

/// <summary>What radio servers say of themselves (lavalink.md §7.4).</summary>
/// <param name="Title">The station's description, else its address.</param>
/// <param name="Author">The station's name.</param>
internal sealed record IcyHeaders(string? Title, string? Author)
{
    public static IcyHeaders Of(HttpResponseMessage response) =>
        new(Value(response, "icy-description") ?? Value(response, "icy-url"), Value(response, "icy-name"));

    private static string? Value(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) && values.FirstOrDefault() is { Length: > 0 } value ? value : null;
}
