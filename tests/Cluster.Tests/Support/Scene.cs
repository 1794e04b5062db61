using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;
using Npgsql;

namespace Fabric.Cluster.Tests.Support;

/// <summary>
/// A cluster of real processes on loopback around one database, with a fake Discord. Every process that it starts is stopped with it, and
/// the last that each said is shown when the test failed.
/// </summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<(string Name, FabricProcess Process)> _started = [];

    private Scene(PostgresServer postgres, string database, FakeDiscordServer discord)
    {
        Postgres = postgres;
        Database = database;
        Discord = discord;
    }

    public PostgresServer Postgres { get; }

    public string Database { get; }

    public FakeDiscordServer Discord { get; }

    public string ConnectionString => Postgres.ConnectionString(Database);

    private ClusterProcessOptions Options => new()
    {
        DataDirectory = _directory.Of("data"),
        ConnectionString = ConnectionString,
        BotToken = Discord.Token,
        DiscordApi = Discord.Addresses.Api,
    };

    public static async Task<Scene> CreateAsync(PostgresServer postgres, FakeDiscordOptions? discord = null)
    {
        var database = $"test_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(postgres.ConnectionString() + ";Pooling=false");
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {database}", connection);
        await create.ExecuteNonQueryAsync();
        return new Scene(postgres, database, await FakeDiscordServer.StartAsync(discord));
    }

    /// <summary>Users of one guild, everybody online.</summary>
    public List<Snowflake> AddUsers(int count)
    {
        var users = Enumerable.Range(0, count).Select(i => Discord.World.AddUser($"user{i}").Id).ToList();
        users.ForEach(user => Discord.World.SetPresence(user, DiscordPresence.Online()));
        Discord.World.AddGuild("Engines", users);
        return users;
    }

    public Task<FabricProcess> StartSiloAsync(params string[] settings) => StartReadyAsync(SiloOptions(settings));

    /// <summary>Silos that start side by side.</summary>
    public Task<FabricProcess[]> StartSilosAsync(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => StartSiloAsync()));

    public Task<FabricProcess> StartGatewayAsync(params string[] settings) => StartReadyAsync(GatewayOptions(settings));

    /// <summary>Starts a process without waiting for anything.</summary>
    public FabricProcess Start(FabricProcessOptions options)
    {
        var process = FabricProcess.Start(options);
        lock (_started)
        {
            _started.Add(($"{options.Assembly} {_started.Count + 1}", process));
        }

        return process;
    }

    public FabricProcessOptions SiloOptions(params string[] settings) => Options.Silo(settings);

    public FabricProcessOptions GatewayOptions(params string[] settings) => Options.Gateway(settings);

    /// <summary>One value from the database.</summary>
    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (name, process) in _started)
        {
            // Shown where the test fails, which is not known yet.
            TestContext.Current.TestOutputHelper?.WriteLine($"--- {name}. {process.Tail()}");
            await process.DisposeAsync();
        }

        await Discord.DisposeAsync();
        _directory.Dispose();
    }

    private async Task<FabricProcess> StartReadyAsync(FabricProcessOptions options)
    {
        var process = Start(options);
        await process.BeReadyAsync();
        return process;
    }
}
