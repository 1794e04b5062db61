using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;
using Npgsql;

namespace Fabric.Bench.Cluster;

/// <summary>The whole service in processes of its own: silos and a gateway around a database of their own, with a fake Discord in this process.</summary>
internal sealed class FabricCluster : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<FabricProcess> _silos = [];
    private readonly FakeDiscordServer _discord;
    private FabricProcess? _gateway;
    private ClusterProcessOptions? _options;

    private FabricCluster(FakeDiscordServer discord) => _discord = discord;

    /// <summary>Members of one guild, everybody online.</summary>
    public IReadOnlyList<Snowflake> Users { get; private set; } = [];

    /// <summary>Where changes are made.</summary>
    public DiscordWorld World => _discord.World;

    /// <summary>The gateway's socket for clients.</summary>
    public Uri Socket => _gateway!.LanyardSocket;

    /// <summary>The gateway.</summary>
    public FabricProcess Gateway => _gateway!;

    /// <summary>The processor time of all silos and the gateway.</summary>
    public TimeSpan ProcessorTime => _silos.Aggregate(_gateway!.ProcessorTime, static (sum, silo) => sum + silo.ProcessorTime);

    /// <summary>Everything runs when this returns; Discord's users may still be on their way into the cluster.</summary>
    public static async Task<FabricCluster> StartAsync(PostgresServer postgres, int silos, int users)
    {
        var cluster = new FabricCluster(await FakeDiscordServer.StartAsync());
        try
        {
            cluster.AddUsers(users);
            await cluster.StartProcessesAsync(await CreateDatabaseAsync(postgres), silos);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _silos.Append(_gateway).OfType<FabricProcess>())
        {
            await process.DisposeAsync();
        }

        await _discord.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>Starts another gateway, which is the caller's to end.</summary>
    public Task<FabricProcess> StartGatewayAsync() => FabricProcess.StartReadyAsync(_options!.Gateway());

    private static async Task<string> CreateDatabaseAsync(PostgresServer postgres)
    {
        var name = $"bench_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(postgres.ConnectionString() + ";Pooling=false");
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return postgres.ConnectionString(name);
    }

    private void AddUsers(int count)
    {
        Users = [.. Enumerable.Range(0, count).Select(number => World.AddUser($"user{number}").Id)];
        foreach (var user in Users)
        {
            World.SetPresence(user, DiscordPresence.Online());
        }

        World.AddGuild("Bench", Users);
    }

    private async Task StartProcessesAsync(string connection, int silos)
    {
        var options = _options = new ClusterProcessOptions
        {
            DataDirectory = _directory.Of("data"),
            ConnectionString = connection,
            BotToken = _discord.Token,
            DiscordApi = _discord.Addresses.Api,
        };
        for (var number = 0; number < silos; number++)
        {
            _silos.Add(await FabricProcess.StartReadyAsync(options.Silo()));
        }

        _gateway = await FabricProcess.StartReadyAsync(options.Gateway());
    }
}
