using System.Net;
using System.Net.Sockets;
using Fabric.Media.Routes;

namespace Fabric.Media.Sources.Http;

/// <summary>
/// Connects for the http source. Names are resolved here, and what was judged is what is connected to: a name that leads elsewhere a moment
/// later (DNS rebinding) leads nowhere.
/// </summary>
internal sealed class HttpConnector(
    HttpSourceOptions options, TimeProvider time, IRoutePlanner? planner, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>As <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await ConnectToAnyAsync(context, either.Token);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"No connection to {context.DnsEndPoint.Host} within {options.ConnectTimeout.TotalMilliseconds:0} ms.", failure);
        }
    }

    private async Task<Stream> ConnectToAnyAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await resolve(host, cancellationToken);
        if (!options.AllowPrivateAddresses && !IsProxy(context.DnsEndPoint))
        {
            addresses = [.. addresses.Where(AddressPolicy.IsPublic)];
        }

        Exception? last = addresses.Length == 0 ? new AddressRefusedException(host) : null;
        foreach (var address in addresses.OrderByDescending(address => address.AddressFamily == planner?.Family))
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), context.InitialRequestMessage, cancellationToken);
            }
            catch (SocketException failure) when (failure.SocketErrorCode != SocketError.AddressNotAvailable)
            {
                last = failure;
            }
        }

        throw last!;
    }

    private async Task<Stream> ConnectAsync(IPEndPoint remote, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var socket = new Socket(remote.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (planner?.Pick(remote.Address) is { } local)
            {
                request.Options.Set(RouteHandler.LocalAddress, local);
                socket.Bind(new IPEndPoint(local, 0));
            }

            await socket.ConnectAsync(remote, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsProxy(DnsEndPoint target) => options.Proxy is { } proxy && proxy.Port == target.Port && proxy.Host == target.Host;
}
