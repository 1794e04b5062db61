using System.Net;
using System.Text;
using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Edge.Composition;
using Fabric.Grains;
using Fabric.Grains.State;
using Fabric.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace Fabric.Edge.Tests.Support;

/// <summary>The front-ends and the presence grains in one process, with storage in memory: what a silo with an edge is.</summary>
internal sealed class ClusterServer : IAsyncDisposable
{
    private static readonly GuildId Guild = new(1);

    private readonly WebApplication _app;

    private ClusterServer(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port("Lanyard")}") };
        Operations = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port("Operations")}") };
    }

    public HttpClient Http { get; }

    public HttpClient Operations { get; }

    public static async Task<ClusterServer> StartAsync(params KeyValuePair<string, string?>[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Edge:Lanyard:Address"] = "127.0.0.1",
            ["Edge:Lanyard:Port"] = "0",
            ["Edge:Lavalink:Port"] = "0",
            ["Operations:Listener:Port"] = "0",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(LoopbackPort.Free(), LoopbackPort.Free());
            silo.AddMemoryGrainStorage(GrainStores.Default);
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(EdgeStreams.Provider, streams => streams.ConfigurePullingAgent(agent =>
                agent.Configure(options => options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(5))));
        });
        builder.Services.AddFabricGrains();
        builder.Services.AddFabricEdge(builder.Configuration);
        builder.Services.AddFabricOperations(builder.Configuration);
        var app = builder.Build();
        app.UseFabricEdge();
        await app.StartAsync();
        var server = new ClusterServer(app);
        await Eventually.TrueAsync(
            async () => (await server.Operations.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK, "the process to be ready");
        return server;
    }

    /// <summary>A shard sees a member: a new one joins.</summary>
    public Task SeeAsync(UserId user, string status) => ObserveAsync(user, ObservationKind.Listed, status);

    public Task ChangeAsync(UserId user, string status) => ObserveAsync(user, ObservationKind.PresenceChanged, status);

    public Task LeaveAsync(UserId user) => Grain(user).ObserveAsync(new PresenceObservation { Kind = ObservationKind.Left, Guild = Guild });

    public T Grain<T>(string key)
        where T : IGrainWithStringKey => _app.Services.GetRequiredService<IClusterClient>().GetGrain<T>(key);

    public Task<SocketClient> ConnectAsync() => SocketClient.ConnectAsync(Port("Lanyard"), "/socket");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Operations.Dispose();
        await _app.DisposeAsync();
    }

    private Task<ObservationOutcome> ObserveAsync(UserId user, ObservationKind kind, string status) => Grain(user).ObserveAsync(new PresenceObservation
    {
        Kind = kind,
        Guild = Guild,
        User = kind == ObservationKind.Listed ? Encoding.UTF8.GetBytes($"{{\"id\":\"{user}\",\"username\":\"zoë\"}}") : default,
        Presence = Encoding.UTF8.GetBytes($"{{\"status\":\"{status}\",\"client_status\":{{\"web\":\"{status}\"}},\"activities\":[]}}"),
    });

    private IPresenceGrain Grain(UserId user) => Grain<IPresenceGrain>(PresenceKey.Of(user));

    private int Port(string listener) =>
        _app.Services.GetServices<EdgeListener>().Single(candidate => string.Equals(candidate.Name, listener, StringComparison.Ordinal)).EndPoint.Port;
}
