using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Fabric.Engine.Tests;

/// <summary>A silo, and a client of it in a host of its own.</summary>
public sealed class ClientFixture : IAsyncLifetime
{
    private IHost? _silo;
    private IHost? _client;

    /// <summary>The client outside.</summary>
    public IClusterClient Client => _client!.Services.GetRequiredService<IClusterClient>();

    /// <summary>The client within the silo.</summary>
    public IClusterClient Silo => _silo!.Services.GetRequiredService<IClusterClient>();

    /// <summary>The silo's port for clients.</summary>
    public int GatewayPort => _silo!.Services.GetRequiredService<IOptions<EndpointOptions>>().Value.GatewayPort;

    /// <summary>Connects a client of a cluster id.</summary>
    public static async Task<IHost> StartClientAsync(int gatewayPort, string cluster, CancellationToken cancellationToken = default)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client.UseLocalhostClustering(gatewayPort, "dev", cluster));
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return host;
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        _silo = await EngineFixture.StartSiloAsync();
        _client = await StartClientAsync(GatewayPort, "dev");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _client!.StopAsync();
        _client.Dispose();
        await _silo!.StopAsync();
        _silo.Dispose();
    }
}
