using Fabric.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace Fabric.Protocol.Tests.Travel;

/// <summary>A silo and a client outside it, so that what is passed is written and read.</summary>
public sealed class SiloAndClient : IAsyncLifetime
{
    private readonly int _gatewayPort = LoopbackPort.Free();
    private IHost? _silo;
    private IHost? _client;

    public IEchoGrain Echo => _client!.Services.GetRequiredService<IClusterClient>().GetGrain<IEchoGrain>("echo");

    public async ValueTask InitializeAsync()
    {
        var silo = Host.CreateApplicationBuilder();
        silo.Logging.ClearProviders();
        silo.UseOrleans(engine => engine.UseLocalhostClustering(LoopbackPort.Free(), _gatewayPort));
        _silo = silo.Build();
        await _silo.StartAsync();
        var client = Host.CreateApplicationBuilder();
        client.Logging.ClearProviders();
        client.UseOrleansClient(engine => engine.UseLocalhostClustering(_gatewayPort));
        _client = client.Build();
        await _client.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _client!.StopAsync();
        _client.Dispose();
        await _silo!.StopAsync();
        _silo.Dispose();
    }
}
