using Fabric.Testing;

namespace Fabric.Engine.Tests;

/// <summary>A database for clusters that tests make for themselves, each under an id of its own.</summary>
public sealed class DatabaseFixture : IAsyncLifetime
{
    private PostgresServer? _server;

    /// <summary>How the database is reached.</summary>
    public string Connection => _server!.ConnectionString();

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartNewAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
