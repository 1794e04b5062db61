using Fabric.Engine.Silo;
using Fabric.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Fabric.Engine.Tests;

/// <summary>Two silos in processes of their own, and a client of both in this one.</summary>
public sealed class ClusterFixture : IAsyncLifetime, IEngine
{
    /// <summary>The tests that share one cluster.</summary>
    public const string Collection = "cluster";

    private const string ClusterId = "contract";

    private readonly List<SiloProcess> _silos = [];
    private PostgresServer? _server;
    private IHost? _client;

    /// <inheritdoc />
    public IClusterClient Client => _client!.Services.GetRequiredService<IClusterClient>();

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartNewAsync();
        var connection = _server.ConnectionString();
        _silos.Add(await SiloProcess.StartAsync(connection, ClusterId));
        _silos.Add(await SiloProcess.StartAsync(connection, ClusterId));
        _client = await EngineClient.StartAsync(connection, ClusterId, TimeSpan.FromSeconds(30));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.StopAsync();
            _client.Dispose();
        }

        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
