using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Cluster;
using Orleans.Runtime.Messaging;

namespace Orleans.Hosting;

/// <summary>
/// Starts and stops the silo with its host. Start: its port, its place in the cluster, its startup tasks, the port for clients. Stop:
/// clients and the cluster are told first, and the cluster takes over, every activation ends, calls that are under way are answered, and only then the ports close.
/// </summary>
internal sealed partial class SiloHostedService(
    SiloRuntime silo,
    SiloCluster cluster,
    IOptions<EndpointOptions> endpoints,
    IEnumerable<IStartupTask> startupTasks,
    ILogger<SiloHostedService> logger) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan ManifestPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TablePatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly List<PortListener> _ports = [];
    private bool _isDisposed;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        silo.Start();
        Listen(endpoints.Value.SiloListeningEndpoint, endpoints.Value.SiloPort);
        await cluster.Agent.JoinAsync(cancellationToken);
        await KnowOthersAsync();
        foreach (var task in startupTasks)
        {
            await task.Execute(cancellationToken);
        }

        if (endpoints.Value.GatewayPort != 0)
        {
            Listen(endpoints.Value.GatewayListeningEndpoint, endpoints.Value.GatewayPort);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Before the table says so: a gateway that it lists no more without a word of its own is taken for dead.
        cluster.Traffic.Drain();
        await cluster.Agent.LeaveAsync(SiloStatus.ShuttingDown, TablePatience);
        await silo.StopAsync(cancellationToken);
        await AnsweredAsync(cancellationToken);
        await cluster.Agent.LeaveAsync(SiloStatus.Dead, TablePatience);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await cluster.Agent.DisposeAsync();
        foreach (var port in _ports)
        {
            port.Dispose();
        }

        cluster.Traffic.Dispose();
        cluster.Links.Dispose();
    }

    private void Listen(IPEndPoint? own, int port)
    {
        var listener = new PortListener(own ?? new IPEndPoint(endpoints.Value.AdvertisedIPAddress ?? IPAddress.Loopback, port), cluster.Traffic);
        _ports.Add(listener);
        listener.Start();
    }

    private async Task KnowOthersAsync()
    {
        try
        {
            await cluster.Links.KnowAllAsync(ManifestPatience);
        }
        catch (Exception exception) when (exception is TimeoutException or SiloUnavailableException)
        {
            LogOthersUnknown(logger, exception.Message);
        }
    }

    /// <summary>Calls that came from or were passed on for others are answered, and clients have found another gateway.</summary>
    private async Task AnsweredAsync(CancellationToken cancellationToken)
    {
        if (cluster.Members.View.IsAlone(silo.Address))
        {
            return;
        }

        var started = silo.Time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested && silo.Time.GetElapsedTime(started) < AnswerPatience)
        {
            if (cluster.Traffic.Unanswered == 0 && cluster.Links.PendingCount == 0 && !cluster.Traffic.HasClients)
            {
                return;
            }

            await Task.Delay(Pause, silo.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(181, LogLevel.Warning, "Not every silo has told what it offers: {Reason}")]
    private static partial void LogOthersUnknown(ILogger logger, string reason);
}
