using Fabric.Edge.Composition;
using Fabric.FakeDiscord;
using Fabric.Storage.Sqlite;
using Fabric.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Fabric.Silo.Tests.Support;

/// <summary>What a test starts the program with: a data directory of its own and, where it wants one, a fake Discord.</summary>
internal sealed class Scene : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public string DataDirectory => _directory.Of("data");

    public string DatabasePath => Path.Combine(DataDirectory, "fabric.db");

    public FabricProcessOptions Options => new() { DataDirectory = DataDirectory };

    public string Of(string name) => _directory.Of(name);

    public FabricProcessOptions With(params string[] settings) => Options with { Settings = settings };

    public FabricProcessOptions With(FakeDiscordServer discord) =>
        Options with { BotToken = discord.Token, DiscordApi = discord.Addresses.Api };

    /// <summary>A database as the program makes it, closed again.</summary>
    public async Task CreateDatabaseAsync()
    {
        using var signals = new StopSignals();
        await using var app = FabricHost.Build([$"--Storage:DataDirectory={DataDirectory}"], signals);
        app.Services.GetRequiredService<SqliteDatabase>().Open();
    }

    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=false");
        connection.Open();
        return connection;
    }

    public void Dispose() => _directory.Dispose();
}
