using Microsoft.Extensions.Hosting;
using Orleans.Runtime.Messaging;

namespace Orleans.Hosting;

/// <summary>Connects and disconnects the client with its host. Without a filter the first failure is the last.</summary>
internal sealed class ClientHostedService(ClientRuntime client, IEnumerable<IClientConnectionRetryFilter> filters) : IHostedService
{
    private readonly IClientConnectionRetryFilter? _filter = filters.LastOrDefault();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await client.StartAsync(cancellationToken);
                return;
            }
#pragma warning disable CA1031 // Which failures are tried again is the filter's to say.
            catch (Exception exception) when (_filter is not null && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                if (!await _filter.ShouldRetryConnectionAttempt(exception, cancellationToken))
                {
                    throw;
                }
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => client.DisposeAsync().AsTask();
}
