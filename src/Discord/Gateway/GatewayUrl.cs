namespace Fabric.Discord.Gateway;

internal static class GatewayUrl
{
    /// <summary>The address to connect to: scheme, host, port and path as given, with the parameters that every connection of a session shares.</summary>
    public static Uri WithParameters(Uri url, GatewayCompression compression)
    {
        var parameters = "v=10&encoding=json";
        if (GatewayDecompressor.ParameterFor(compression) is { } value)
        {
            parameters += "&compress=" + value;
        }

        var given = url.Query.TrimStart('?');
        return new UriBuilder(url) { Query = given.Length == 0 ? parameters : given + "&" + parameters }.Uri;
    }
}
