using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime.Cluster;
using Orleans.StandIn;
using Orleans.Streams;

namespace Orleans.Runtime.Messaging;

/// <summary>
/// A process outside the silos: keeps a link to every gateway, sends each grain's requests to the silo that it was last found on, and
/// hears of the streams that it listens to over one of them.
/// </summary>
internal sealed partial class ClientRuntime : IRequestSender, ILinkEvents, IGrainInterfaces, IAsyncDisposable
{
    private static readonly TimeSpan ExpiryPeriod = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);

    private readonly GrainAssemblies _assemblies;
    private readonly IGatewayListProvider _gateways;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _clusterId;
    private readonly TimeSpan _defaultTimeout;
    private readonly TimeSpan _refreshPeriod;
    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly Lock _lock = new();
    private readonly Dictionary<Uri, OutboundLink> _links = [];
    private readonly SemaphoreSlim _refreshing = new(1);
    private readonly CancellationTokenSource _stopped = new();
    private readonly ClientStreams _streams;
    private readonly PlaceCache<OutboundLink> _found = new();

    /// <summary>The links over which new requests may leave.</summary>
    private volatile OutboundLink[] _usable = [];
    private volatile SiloManifest _manifest = new([]);
    private Task _work = Task.CompletedTask;
    private ITimer? _expiry;

    public ClientRuntime(
        GrainAssemblies assemblies,
        IGatewayListProvider gateways,
        TimeProvider time,
        StreamHub streams,
        IOptions<ClusterOptions> cluster,
        IOptions<ClientMessagingOptions> messaging,
        IOptions<GatewayOptions> gatewayOptions,
        ILogger<ClientRuntime> logger)
    {
        _assemblies = assemblies;
        _gateways = gateways;
        _time = time;
        _logger = logger;
        _clusterId = cluster.Value.ClusterId;
        _defaultTimeout = messaging.Value.ResponseTimeout;
        _refreshPeriod = gatewayOptions.Value.GatewayListRefreshPeriod;
        _streams = new ClientStreams(_id, () => _usable, new SystemTargets(assemblies), streams, time);
        streams.Relay = _streams;
    }

    /// <summary>Connects to the gateways there are.</summary>
    /// <exception cref="SiloUnavailableException">None accepts this client.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _gateways.InitializeGatewayListProvider();
        _expiry ??= _time.CreateTimer(_ => FailExpired(), null, ExpiryPeriod, ExpiryPeriod);
        var links = await RefreshAsync();
        var failures = await Task.WhenAll(links.Select(WelcomeAsync)).WaitAsync(cancellationToken);
        if (_usable.Length == 0)
        {
            var reasons = string.Join("; ", failures.Where(static failure => failure is not null));
            throw new SiloUnavailableException($"No gateway of cluster '{_clusterId}' accepts this client: {(reasons.Length == 0 ? "there is none" : reasons)}.");
        }

        _work = RepeatRefreshAsync();
    }

    public void Send(GrainRequest request)
    {
        var timeout = request.Method.Timeout ?? _defaultTimeout;
        request.Deadline = timeout == Timeout.InfiniteTimeSpan ? 0 : _time.GetTimestamp() + (long)(timeout.TotalSeconds * _time.TimestampFrequency);
        var usable = _usable;
        if (usable.Length == 0)
        {
            request.Fail(new SiloUnavailableException($"No gateway of cluster '{_clusterId}' is connected."));
            return;
        }

        var link = _found.Find(request.Target) is { IsClosed: false, IsDraining: false } known
            ? known
            : usable[request.Target.GetUniformHashCode() % usable.Length];
        link.Send(request);
    }

    public GrainInterface GetInterface(Type type)
    {
        return _manifest.TryGetType(_assemblies.NameOf(type), out var grainType)
            ? new GrainInterface(grainType, _assemblies.ProxyFactory(type))
            : throw new ArgumentException($"No silo that this client knows offers an implementation of {type}.");
    }

    public void OnWelcome(OutboundLink link, SiloManifest manifest)
    {
        lock (_lock)
        {
            _manifest = SiloManifest.Of([manifest, _manifest]);
            Recount(welcome: link);
        }
    }

    public void OnLost(OutboundLink link, string reason)
    {
        lock (_lock)
        {
            Recount();
        }

        if (!_stopped.IsCancellationRequested)
        {
            LogGatewayLost(_logger, link.EndPoint, reason);
        }
    }

    /// <summary>The gateway waits for its clients to leave: the list is read at once, to have somewhere to go.</summary>
    public void OnDraining(OutboundLink link)
    {
        lock (_lock)
        {
            Recount();
        }

        _ = TryRefreshAsync();
    }

    /// <summary>The gateway has passed the request on; the next one goes to the grain's silo without a detour.</summary>
    public void OnMoved(GrainId grain, SiloAddress? place) =>
        _found.Set(grain, place is null ? null : Array.Find(_usable, link => place.Equals(link.Silo)));

    public void OnStreamItem(ref MessageReader reader) => _streams.OnItem(ref reader);

    public async ValueTask DisposeAsync()
    {
        if (_stopped.IsCancellationRequested)
        {
            return;
        }

        await _stopped.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_expiry is not null)
        {
            await _expiry.DisposeAsync();
        }

        OutboundLink[] links;
        lock (_lock)
        {
            links = [.. _links.Values];
        }

        foreach (var link in links)
        {
            link.Close("this client has stopped");
        }
    }

    private static async Task<string?> WelcomeAsync(OutboundLink link)
    {
        try
        {
            await link.Welcomed;
            return null;
        }
        catch (SiloUnavailableException exception)
        {
            return exception.Message;
        }
    }

    private async Task RepeatRefreshAsync()
    {
        using var timer = new PeriodicTimer(_refreshPeriod < RetryPeriod ? _refreshPeriod : RetryPeriod, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopped.Token))
            {
                await TryRefreshAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The client stops.
        }
    }

    private async Task TryRefreshAsync()
    {
        try
        {
            await RefreshAsync();
            LeaveDraining();
        }
#pragma warning disable CA1031 // A list that cannot be read leaves the links that there are.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogListUnread(_logger, exception.Message);
        }
    }

    /// <summary>
    /// Opens links to gateways that are new or whose link was lost; leaves those that are listed no more. One that has said that it drains
    /// is not listed either, but still answers: it is left when there is another and nothing waits on it.
    /// </summary>
    private async Task<List<OutboundLink>> RefreshAsync()
    {
        await _refreshing.WaitAsync(_stopped.Token);
        try
        {
            var listed = await _gateways.GetGateways();
            List<OutboundLink> opened;
            List<OutboundLink> left;
            lock (_lock)
            {
                left = [.. _links.Where(link => !link.Value.IsDraining && !listed.Contains(link.Key)).Select(static link => link.Value)];
                opened = [.. listed.Where(gateway => !_links.TryGetValue(gateway, out var link) || link.IsClosed).Select(NewLink)];
            }

            foreach (var link in left)
            {
                link.Close("its gateway is listed no more");
            }

            foreach (var link in opened)
            {
                link.Open(writer => Frames.WriteHello(writer, _clusterId, new Peer(null, _id), null));
            }

            return opened;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Closes links to gateways that stop, once nothing waits on them and there are others.</summary>
    private void LeaveDraining()
    {
        OutboundLink[] left;
        lock (_lock)
        {
            left = _usable.Any(static link => !link.IsDraining)
                ? [.. _links.Values.Where(static link => link is { IsDraining: true, PendingCount: 0 })]
                : [];
        }

        foreach (var link in left)
        {
            link.Close("its gateway stops");
        }
    }

    /// <summary>Called with the lock held.</summary>
    private OutboundLink NewLink(Uri gateway) =>
        _links[gateway] = new OutboundLink(new IPEndPoint(IPAddress.Parse(gateway.Host), gateway.Port), null, _time, this);

    /// <summary>Called with the lock held.</summary>
    private void Recount(OutboundLink? welcome = null)
    {
        foreach (var gone in _links.Where(static link => link.Value.IsClosed).Select(static link => link.Key).ToList())
        {
            _links.Remove(gone);
        }

        OutboundLink[] open =
        [
            .. _links
                .Where(link => link.Value == welcome || link.Value.Welcomed.IsCompletedSuccessfully)
                .OrderBy(static link => link.Key.ToString(), StringComparer.Ordinal)
                .Select(static link => link.Value),
        ];
        var serving = Array.FindAll(open, static link => !link.IsDraining);
        _usable = serving.Length > 0 ? serving : open;
        _streams.OnLinksChanged();
    }

    private void FailExpired()
    {
        foreach (var link in _usable)
        {
            link.FailExpired(_time.GetTimestamp());
        }
    }

    [LoggerMessage(141, LogLevel.Warning, "The connection to gateway {Gateway} was lost: {Reason}")]
    private static partial void LogGatewayLost(ILogger logger, IPEndPoint gateway, string reason);

    [LoggerMessage(142, LogLevel.Warning, "The list of gateways could not be read: {Reason}")]
    private static partial void LogListUnread(ILogger logger, string reason);
}
