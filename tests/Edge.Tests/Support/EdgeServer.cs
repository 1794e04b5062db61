using Fabric.Edge.Composition;
using Fabric.Edge.Lanyard.Hub;
using Fabric.Edge.Operations;
using Fabric.Edge.Presence;
using Fabric.Edge.WebSockets;
using Fabric.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Tests.Support;

/// <summary>The front-ends on free ports of this machine, over a cluster in memory in which one user is monitored.</summary>
internal sealed class EdgeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EdgeServer(WebApplication app, ErrorLog log)
    {
        _app = app;
        Log = log;
        Feed = (MemoryPresenceFeed)app.Services.GetRequiredService<IPresenceFeed>();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
    }

    public MemoryPresenceFeed Feed { get; }

    public ErrorLog Log { get; }

    /// <summary>For requests to the Lanyard listener.</summary>
    public HttpClient Http { get; }

    public int Port => Listener("Lanyard").EndPoint.Port;

    public int OperationsPort => Listener("Operations").EndPoint.Port;

    public static async Task<EdgeServer> StartAsync(
        TimeProvider? time = null,
        WebSocketLimits? limits = null,
        IEnumerable<KeyValuePair<string, string?>>? settings = null,
        params IReadinessCheck[] checks)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var log = new ErrorLog();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Edge:Lanyard:Address"] = "127.0.0.1",
            ["Edge:Lanyard:Port"] = "0",
            ["Operations:Listener:Port"] = "0",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton<IUserStore, MemoryUserStore>();
        builder.Services.AddFabricEdgeOver<MemoryPresenceFeed>(builder.Configuration);
        builder.Services.AddFabricOperations(builder.Configuration);
        builder.Services.AddSingleton(limits ?? new WebSocketLimits());
        foreach (var check in checks)
        {
            builder.Services.AddSingleton(check);
        }

        var app = builder.Build();
        app.UseFabricEdge();
        await app.StartAsync();
        if (time is ManualTimeProvider manual)
        {
            await Eventually.TrueAsync(() => manual.PendingTimers > 0, "the presence comparison to wait for its time");
        }

        var server = new EdgeServer(app, log);
        server.Feed.Publish(Presences.User);
        return server;
    }

    public Task<SocketClient> ConnectAsync(string target = "/socket", params string[] headers) => SocketClient.ConnectAsync(Port, target, headers);

    /// <summary>A client that has read Hello.</summary>
    public async Task<SocketClient> GreetAsync(string target = "/socket")
    {
        var client = await ConnectAsync(target);
        await client.ReceiveJsonAsync();
        return client;
    }

    public int OpenSockets => _app.Services.GetRequiredService<SocketRegistry>().Count;

    /// <summary>What the clients follow, all together.</summary>
    public int Subscriptions => _app.Services.GetRequiredService<PresenceHub>().Subscriptions;

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private EdgeListener Listener(string name) => _app.Services.GetServices<EdgeListener>().Single(listener => string.Equals(listener.Name, name, StringComparison.Ordinal));
}
