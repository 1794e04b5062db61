using System.Net;
using Fabric.FakeDiscord.Cdn;
using Fabric.FakeDiscord.Control;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;
using Fabric.FakeDiscord.Rest;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Fabric.FakeDiscord;

/// <summary>
/// Discord on 127.0.0.1: REST, main gateway and CDN in one process, with a world that tests change and faults that they
/// cause. Everything here may be called from any thread.
/// </summary>
public sealed class FakeDiscordServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Defects _defects = new();

    private FakeDiscordServer(WebApplication application, FakeDiscordOptions options)
    {
        _application = application;
        Options = options;
        World = new DiscordWorld(options.Bot, options.TimeProvider);
        Gateway = new FakeGateway(World, options, Counters, _defects);
        Commands = new FakeCommands(World, Gateway, options);
    }

    public FakeDiscordOptions Options { get; }

    /// <summary>Users, guilds, presences: change them, and clients are told.</summary>
    public DiscordWorld World { get; }

    /// <summary>Gateway faults on demand, and what clients sent.</summary>
    public FakeGateway Gateway { get; }

    /// <summary>REST failures on demand, and the messages that the bot posted.</summary>
    public FakeRest Rest { get; } = new();

    /// <summary>Slash commands: those that are registered, and users who give some.</summary>
    public FakeCommands Commands { get; }

    /// <summary>CDN failures on demand, and what was asked for.</summary>
    public FakeCdn Cdn { get; } = new();

    public FakeDiscordCounters Counters { get; } = new();

    public FakeDiscordAddresses Addresses { get; private set; } = new(0, 0);

    public string Token => Options.Token;

    /// <summary>Starts listening; the world holds only the bot.</summary>
    public static async Task<FakeDiscordServer> StartAsync(
        FakeDiscordOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new FakeDiscordOptions();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, UnattachedLifetime>());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Listen(IPAddress.Loopback, 0);
        });

        var server = new FakeDiscordServer(builder.Build(), options);
        server.MapEndpoints();
        await server._application.StartAsync(cancellationToken);
        server.ReadAddresses();
        return server;
    }

    /// <summary>Cuts all connections and stops.</summary>
    /// <exception cref="AggregateException">The fake itself failed while it served; no test may pass over that.</exception>
    public async ValueTask DisposeAsync()
    {
        Gateway.AcceptConnections = false;
        Gateway.AbortConnections();
        await _application.DisposeAsync();
        _defects.ThrowIfAny();
    }

    private async Task RecordDefectsAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested || exception is BadHttpRequestException)
        {
            // The client went away, or sent what is not HTTP.
        }
        catch (Exception exception)
        {
            _defects.Record(exception, $"{context.Request.Method} {context.Request.Path}");
            throw;
        }
    }

    private void MapEndpoints()
    {
        _application.Use(RecordDefectsAsync);
        _application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        var gateway = new GatewayEndpoint(Gateway, Options, () => Addresses);
        _application.Map("/", gateway.ServeAsync);
        new RestEndpoints(World, Gateway.SessionTable, Rest, Commands, Options, Counters).Map(_application);
        new CdnEndpoints(World, Cdn, Counters).Map(_application);
        new ControlEndpoints(this).Map(_application);
    }

    private void ReadAddresses()
    {
        var bound = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var ports = bound.Select(static address => new Uri(address).Port).ToList();
        Addresses = new FakeDiscordAddresses(ports[0], ports[1]);
        Gateway.SessionTable.Addresses = Addresses;
    }
}
