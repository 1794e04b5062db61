using Fabric.Engine.Silo;
using Fabric.Engine.Silo.Grains;
using Fabric.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

[assembly: AssemblyFixture(typeof(Fabric.Engine.Tests.EngineFixture))]

namespace Fabric.Engine.Tests;

/// <summary>One silo with a client in the same process, shared by all tests of the contract. Tests use keys of their own.</summary>
public sealed class EngineFixture : IAsyncLifetime, IEngine
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
            silo.UseLocalhostClustering(LoopbackPort.Free(), LoopbackPort.Free());
            silo.AddMemoryGrainStorage(Stores.Main);
            silo.AddMemoryGrainStorage("PubSubStore");
            EngineSetup.Configure(silo);
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
}
