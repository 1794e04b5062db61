using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Fabric.Edge.Composition;

/// <summary>
/// A front-end and where it listens. Every connection carries the listener that accepted it, so that requests go to their front-end
/// whatever host they name.
/// </summary>
public sealed class EdgeListener
{
    private readonly Func<ListenerOptions> _options;
    private ListenOptions? _bound;

    internal EdgeListener(string name, string setting, Func<ListenerOptions> options, RequestDelegate handle)
    {
        Name = name;
        Setting = setting;
        _options = options;
        Handle = handle;
    }

    /// <summary>The front-end's name.</summary>
    public string Name { get; }

    /// <summary>The configuration section that says where it listens.</summary>
    public string Setting { get; }

    /// <summary>The end point: as configured, and once the process listens with the port that it really has.</summary>
    public IPEndPoint EndPoint =>
        _bound?.IPEndPoint ?? _options().EndPoint ?? throw new InvalidOperationException($"{Setting}:Address names no address.");

    /// <summary>A URL that reaches it from this machine.</summary>
    public Uri LocalUrl => new($"http://{LocalHost}:{EndPoint.Port}");

    internal RequestDelegate Handle { get; }

    private string LocalHost =>
        EndPoint.Address.Equals(IPAddress.Any) || EndPoint.Address.Equals(IPAddress.IPv6Any) || IPAddress.IsLoopback(EndPoint.Address)
            ? "localhost"
            : new IPEndPoint(EndPoint.Address, 0).ToString()[..^2];

    internal void ListenOn(KestrelServerOptions kestrel) => kestrel.Listen(EndPoint, Bind);

    private void Bind(ListenOptions options)
    {
        _bound = options;
        options.Protocols = HttpProtocols.Http1;
        options.Use(next => connection =>
        {
            connection.Features.Set(this);
            return next(connection);
        });
    }
}
