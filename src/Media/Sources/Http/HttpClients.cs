using System.Net;
using System.Text;
using Fabric.Media.Routes;

namespace Fabric.Media.Sources.Http;

/// <summary>Makes the client of the http source.</summary>
internal static class HttpClients
{
    /// <summary>Cookies are shared by everything that one client loads, as in Lavalink.</summary>
    public static HttpClient Create(HttpSourceOptions options, HttpConnector connector, IRoutePlanner? planner, RouteOptions routes)
    {
        HttpMessageHandler handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            ConnectCallback = connector.ConnectAsync,
            PlaintextStreamFilter = static (context, _) => ValueTask.FromResult<Stream>(new IcyStream(context.PlaintextStream)),
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = planner is null ? TimeSpan.FromMinutes(2) : TimeSpan.Zero,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            UseProxy = options.Proxy is not null,
            Proxy = options.Proxy is null ? null : ProxyOf(options.Proxy),
        };
        if (planner is not null)
        {
            handler = new RouteHandler(planner, routes, handler);
        }

        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent);
        return client;
    }

    private static WebProxy ProxyOf(HttpProxyOptions proxy) => new(proxy.Host, proxy.Port)
    {
        Credentials = proxy.User.Length == 0 ? null : new NetworkCredential(proxy.User, proxy.Password),
    };
}
