using Fabric.FakeDiscord.Model;
using Fabric.Testing;

namespace Fabric.Cluster.Tests.Support;

/// <summary>Two silos and a gateway under traffic, with one subscriber of everybody and one of some users: what most faults are tried on.</summary>
internal sealed class Watched : IAsyncDisposable
{
    /// <summary>No subscriber may be further behind, whatever dies.</summary>
    public static readonly TimeSpan WorstAllowed = TimeSpan.FromSeconds(10);

    private const int UserCount = 60;

    private Watched(Scene scene, List<Snowflake> users, FabricProcess[] silos, FabricProcess gateway)
    {
        Scene = scene;
        Users = users;
        Silos = silos;
        Gateway = gateway;
    }

    public Scene Scene { get; }

    public List<Snowflake> Users { get; }

    public FabricProcess[] Silos { get; }

    public FabricProcess Gateway { get; }

    public Staleness OfAll { get; } = new();

    public Staleness OfSome { get; } = new();

    public Traffic Traffic { get; private set; } = null!;

    public Subscriber All { get; private set; } = null!;

    public Subscriber Some { get; private set; } = null!;

    /// <summary>Everything is started, and changes flow.</summary>
    public static Task<Watched> StartAsync(PostgresServer postgres) => StartAsync(postgres, static scene => scene.StartSilosAsync(2));

    /// <summary>The same, but the first silo keeps presences alone, and half of them; the second one has Discord's connection.</summary>
    public static Task<Watched> StartInRolesAsync(PostgresServer postgres) => StartAsync(
        postgres,
        static async scene => [await scene.StartSiloAsync("Cluster:Roles=presence"), await scene.StartSiloAsync("Cluster:Roles=ingest,presence")]);

    /// <summary>Holds the limit, and tells the figures.</summary>
    public void ShouldBeFresh(string after, TimeSpan? limit = null)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{after}: everybody {OfAll}; some {OfSome}");
        OfAll.Worst.ShouldBeLessThan(limit ?? WorstAllowed, after);
        OfSome.Worst.ShouldBeLessThan(limit ?? WorstAllowed, after);
    }

    public async ValueTask DisposeAsync()
    {
        await Traffic.DisposeAsync();
        await All.DisposeAsync();
        await Some.DisposeAsync();
        await Scene.DisposeAsync();
    }

    private static async Task<Watched> StartAsync(PostgresServer postgres, Func<Scene, Task<FabricProcess[]>> start)
    {
        var scene = await Scene.CreateAsync(postgres);
        try
        {
            var users = scene.AddUsers(UserCount);
            var gateway = scene.StartGatewayAsync();
            var silos = await start(scene);
            var watched = new Watched(scene, users, silos, await gateway);
            await watched.WatchAsync(watched.Gateway.LanyardSocket);
            return watched;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    private async Task WatchAsync(Uri address)
    {
        All = await Subscriber.OfAllAsync(OfAll, address);
        Some = await Subscriber.OfAsync(Users, OfSome, address);
        Traffic = new Traffic(Scene, Users, OfAll, OfSome);
        await Traffic.FlowsAsync(100);
        Traffic.Reset();
    }
}
