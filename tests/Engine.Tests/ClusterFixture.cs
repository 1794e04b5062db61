using Fabric.Engine.Silo.Grains;
using Fabric.Storage;
using Fabric.Storage.Postgres;
using Fabric.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;

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

    /// <summary>Connects a client to the silos of a cluster id.</summary>
    public static async Task<IHost> StartClientAsync(string connectionString, string cluster, TimeSpan responseTimeout)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.UsePostgresClustering(options => options.ConnectionString = connectionString);
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, cluster));
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = responseTimeout);
            client.AddMemoryStreams(Stores.Streams);
        });
        var host = builder.Build();
        await host.Services.GetRequiredService<IStorageStartup>().StartAsync(CancellationToken.None);
        await host.StartAsync();
        return host;
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartNewAsync();
        var connection = _server.ConnectionString();
        _silos.Add(await SiloProcess.StartAsync(connection, ClusterId));
        _silos.Add(await SiloProcess.StartAsync(connection, ClusterId));
        _client = await StartClientAsync(connection, ClusterId, TimeSpan.FromSeconds(30));
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
