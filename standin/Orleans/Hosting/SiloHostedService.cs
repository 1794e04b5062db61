using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Orleans.Hosting;

/// <summary>Starts and stops the silo with its host: the grains, the port for clients, the startup tasks.</summary>
internal sealed class SiloHostedService(
    SiloRuntime silo,
    GrainClassMap classes,
    GrainAssemblies assemblies,
    IOptions<EndpointOptions> endpoints,
    IOptions<ClusterOptions> cluster,
    IEnumerable<IStartupTask> startupTasks,
    ILogger<ClientListener> logger) : IHostedService, IAsyncDisposable
{
    private ClientListener? _clients;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        silo.Start();
        foreach (var task in startupTasks)
        {
            await task.Execute(cancellationToken);
        }

        if (endpoints.Value.GatewayPort != 0)
        {
            _clients = new ClientListener(ClientEndPoint(), cluster.Value.ClusterId, silo, classes, assemblies, logger);
            _clients.Start();
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await silo.StopAsync(cancellationToken);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _clients, null) is { } clients)
        {
            await clients.DisposeAsync();
        }
    }

    private IPEndPoint ClientEndPoint() =>
        endpoints.Value.GatewayListeningEndpoint
        ?? new IPEndPoint(endpoints.Value.AdvertisedIPAddress ?? IPAddress.Loopback, endpoints.Value.GatewayPort);
}
