using System.Net;
using System.Net.Sockets;

namespace Fabric.Media.Routes;

/// <summary>
/// Tries a request again from another address when the one it came from is refused (429), or is none of this machine's. Below it,
/// connections must not be used again: a request would go out from the address of the one before.
/// </summary>
/// <param name="planner">Learns which address failed.</param>
/// <param name="options">How often to try.</param>
/// <param name="inner">Sends, and notes under <see cref="LocalAddress"/> from where.</param>
public sealed class RouteHandler(IRoutePlanner planner, RouteOptions options, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>The address from which a request went out.</summary>
    public static readonly HttpRequestOptionsKey<IPAddress> LocalAddress = new("fabric.local-address");

    /// <summary>Set for requests that are searches.</summary>
    public static readonly HttpRequestOptionsKey<bool> IsSearch = new("fabric.is-search");

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (response.StatusCode != HttpStatusCode.TooManyRequests)
                {
                    return response;
                }

                MarkRefused(request);
                if (tries >= options.Retries)
                {
                    return response;
                }

                response.Dispose();
            }
            catch (HttpRequestException failure) when (IsNoAddressOfOurs(failure))
            {
                Mark(request);
                if (tries >= options.Retries)
                {
                    throw;
                }
            }
        }
    }

    private void MarkRefused(HttpRequestMessage request)
    {
        var isSearch = request.Options.TryGetValue(IsSearch, out var value) && value;
        if (!isSearch || options.SearchTriggersFail)
        {
            Mark(request);
        }
    }

    private void Mark(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(LocalAddress, out var address) && address is not null)
        {
            planner.MarkFailing(address);
        }
    }

    private static bool IsNoAddressOfOurs(HttpRequestException failure) =>
        failure.InnerException is SocketException { SocketErrorCode: SocketError.AddressNotAvailable };
}
