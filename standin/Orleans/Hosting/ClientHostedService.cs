using Microsoft.Extensions.Hosting;
using Orleans.Runtime.Messaging;

namespace Orleans.Hosting;

/// <summary>Connects and disconnects the client with its host.</summary>
internal sealed class ClientHostedService(ClientRuntime client) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => client.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => client.DisposeAsync().AsTask();
}
