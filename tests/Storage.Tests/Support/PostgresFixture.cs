using Fabric.Storage.Tests.Support;
using Fabric.Testing;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Fabric.Storage.Tests.Support;

/// <summary>The server that tests share which leave it running.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;

    public PostgresServer Server => _server ?? throw new InvalidOperationException("Not started.");

    internal PostgresTestDatabase NewDatabase() => PostgresTestDatabase.Create(Server);

    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartNewAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
