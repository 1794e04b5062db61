using System.Net;
using System.Net.Sockets;
using Fabric.Engine.Tests.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;

[assembly: AssemblyFixture(typeof(Fabric.Engine.Tests.EngineFixture))]

namespace Fabric.Engine.Tests;

/// <summary>One silo with a client in the same process, shared by all tests of the contract. Tests use keys of their own.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    private IHost? _host;

    /// <summary>The way in.</summary>
    public IClusterClient Client => _host!.Services.GetRequiredService<IClusterClient>();

    /// <summary>Starts a silo of its own for a test that ends it or sets it up differently.</summary>
    public static async Task<IHost> StartSiloAsync(Action<ISiloBuilder>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), FreePort());
            silo.AddMemoryGrainStorage(Stores.Main);
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(Stores.Streams, streams => streams.ConfigurePullingAgent(agent =>
                agent.Configure(options => options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(5))));
            silo.Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionQuantum = TimeSpan.FromSeconds(1);
                options.CollectionAge = TimeSpan.FromMinutes(5);
                options.ClassSpecificCollectionAge[typeof(ShortLivedGrain).FullName!] = TimeSpan.FromSeconds(2);
            });
            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => _host = await StartSiloAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
