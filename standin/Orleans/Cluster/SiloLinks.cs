using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Messaging;
using Orleans.StandIn;

namespace Orleans.Runtime.Cluster;

/// <summary>The links of this silo to the others, and what they told of themselves.</summary>
internal sealed partial class SiloLinks : IViewListener, ILinkEvents, IDisposable
{
    /// <summary>A link that could not be opened is not tried again by every single request.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly SiloRuntime _silo;
    private readonly SiloCluster _cluster;
    private readonly string _clusterId;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<SiloAddress, OutboundLink> _links = new();
    private readonly ConcurrentDictionary<SiloAddress, SiloManifest> _manifests = new();
    private readonly ConcurrentDictionary<SiloAddress, int> _activations = new();
    private bool _isDisposed;

    public SiloLinks(SiloRuntime silo, SiloCluster cluster, SiloManifest own, string clusterId, ILogger logger)
    {
        _silo = silo;
        _cluster = cluster;
        _clusterId = clusterId;
        _logger = logger;
        Own = own;
        _manifests[silo.Address] = own;
    }

    /// <summary>What this silo offers.</summary>
    public SiloManifest Own { get; }

    /// <summary>How many requests of this silo, or passed on by it, wait for other silos.</summary>
    public int PendingCount => _links.Values.Sum(static link => link.PendingCount);

    /// <summary>The link to a silo. One that is closed fails what it is given.</summary>
    public OutboundLink To(SiloAddress silo)
    {
        while (true)
        {
            if (_links.TryGetValue(silo, out var link))
            {
                if (!link.IsClosed || _isDisposed || !MayRetry(link))
                {
                    return link;
                }

                _links.TryRemove(new(silo, link));
            }

            link = new OutboundLink(silo.Endpoint, silo, _silo.Time, this);
            if (_links.TryAdd(silo, link))
            {
                link.Open(writer => Frames.WriteHello(writer, _clusterId, new Peer(_silo.Address, null), silo));
                return link;
            }
        }
    }

    /// <summary>What a silo offers; null while it has not told.</summary>
    public SiloManifest? ManifestOf(SiloAddress silo) => _manifests.GetValueOrDefault(silo);

    /// <summary>What the cluster offers, as far as it is known here.</summary>
    public SiloManifest ManifestOfAll() => SiloManifest.Of(_manifests.Values);

    public bool IsStatelessWorker(GrainType type) =>
        _manifests.Values.Any(manifest => manifest.PlacementOf(type)?.Kind == PlacementKind.StatelessWorker);

    /// <summary>The type that serves an interface anywhere in the cluster.</summary>
    public GrainType? TypeOf(string interfaceName)
    {
        foreach (var manifest in _manifests.Values)
        {
            if (manifest.TryGetType(interfaceName, out var type))
            {
                return type;
            }
        }

        return null;
    }

    /// <summary>How many activations a silo has, as it last said.</summary>
    public int ActivationsOn(SiloAddress silo) =>
        silo.Equals(_silo.Address) ? _silo.Catalog.Count : _activations.GetValueOrDefault(silo);

    public void NoteActivations(SiloAddress silo, int count) => _activations[silo] = count;

    /// <summary>Waits until every active silo has told what it offers, or a time has passed.</summary>
    public Task KnowAllAsync(TimeSpan atMost) => Task
        .WhenAll(_cluster.Members.View.Active.Where(silo => !silo.Equals(_silo.Address)).Select(silo => To(silo).Welcomed))
        .WaitAsync(atMost, _silo.Time);

    public void OnViewChanged(ClusterView old, ClusterView view)
    {
        foreach (var (silo, status) in view.Statuses)
        {
            if (silo.Equals(_silo.Address))
            {
                continue;
            }

            if (status == SiloStatus.Dead)
            {
                Drop(silo);
            }
            else if (status == SiloStatus.Active)
            {
                To(silo);
            }
        }
    }

    public void FailExpired(long now)
    {
        foreach (var link in _links.Values)
        {
            link.FailExpired(now);
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        foreach (var link in _links.Values)
        {
            link.Close("this silo has stopped");
        }
    }

    void ILinkEvents.OnWelcome(OutboundLink link, SiloManifest manifest) => _manifests[link.Silo!] = manifest;

    void ILinkEvents.OnLost(OutboundLink link, string reason)
    {
        if (!_isDisposed && _cluster.Members.View.StatusOf(link.Silo!) == SiloStatus.Active)
        {
            LogLost(_logger, link.Silo!, reason);
            _cluster.Agent.OnLinkLost(link);
        }
    }

    void ILinkEvents.OnDraining(OutboundLink link)
    {
        // Between silos the membership table says so.
    }

    void ILinkEvents.OnMoved(GrainId grain, SiloAddress? place) => _cluster.Router.Correct(grain, place);

    void ILinkEvents.OnStreamItem(ref MessageReader reader) =>
        throw new InvalidDataException("Stream items leave a silo over its own links.");

    private bool MayRetry(OutboundLink link) =>
        _cluster.Members.View.StatusOf(link.Silo!) != SiloStatus.Dead && _silo.Time.GetElapsedTime(link.ClosedAt) > Pause;

    private void Drop(SiloAddress silo)
    {
        _manifests.TryRemove(silo, out _);
        _activations.TryRemove(silo, out _);
        if (_links.TryGetValue(silo, out var link))
        {
            link.Close("it was declared dead");
        }
    }

    [LoggerMessage(151, LogLevel.Warning, "The link to {Silo} was lost: {Reason}")]
    private static partial void LogLost(ILogger logger, SiloAddress silo, string reason);
}
