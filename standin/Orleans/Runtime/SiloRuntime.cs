using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Cluster;
using Orleans.StandIn;

namespace Orleans.Runtime;

/// <summary>One silo: its grains, its clock, and the sending of requests from and to it.</summary>
internal sealed class SiloRuntime : IRequestSender, IAsyncDisposable
{
    private static readonly TimeSpan ExpiryPeriod = TimeSpan.FromMilliseconds(250);

    private readonly GrainClassMap _classes;
    private readonly long _defaultTimeout;
    private long _lastActivation;
    private ITimer? _expiry;
    private ITimer? _collector;

    public SiloRuntime(
        IServiceProvider services,
        GrainClassMap classes,
        TimeProvider time,
        ILocalSiloDetails details,
        IOptions<GrainCollectionOptions> collection,
        IOptions<SiloMessagingOptions> messaging,
        ILogger<SiloRuntime> logger)
    {
        Services = services;
        Time = time;
        Address = details.SiloAddress;
        Collection = collection.Value;
        Logger = logger;
        Catalog = new Catalog(this);
        GrainFactory = new GrainFactory(classes, this);
        _classes = classes;
        ResponseTimeout = messaging.Value.ResponseTimeout;
        _defaultTimeout = ToTimestamp(ResponseTimeout);
    }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public SiloAddress Address { get; }

    public Catalog Catalog { get; }

    public GrainFactory GrainFactory { get; }

    public GrainCollectionOptions Collection { get; }

    /// <summary>This silo among the others.</summary>
    public SiloCluster Cluster
    {
        get => field ?? throw new InvalidOperationException("The silo has not been started.");
        set;
    }

    /// <summary>How long callers wait where a method does not say.</summary>
    public TimeSpan ResponseTimeout { get; }

    /// <summary>Whether grains are activated no more.</summary>
    public bool IsStopping { get; private set; }

    public void Start()
    {
        _expiry = Time.CreateTimer(_ => FailExpired(Time.GetTimestamp()), null, ExpiryPeriod, ExpiryPeriod);
        _collector = Time.CreateTimer(_ => Catalog.CollectIdle(), null, Collection.CollectionQuantum, Collection.CollectionQuantum);
    }

    /// <summary>Ends every activation, so that each can write its state, unless the token cuts that short.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _collector?.Dispose();
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo stops.");

        // Alone, a grain that ends may still call another one here; in a cluster it finds that one elsewhere.
        IsStopping = !Cluster.Members.View.IsAlone(Address);
        var ended = Catalog.EndAllAsync(reason);
        IsStopping = true;
        await ended.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _expiry?.Dispose();
    }

    /// <inheritdoc />
    public void Send(GrainRequest request)
    {
        request.Deadline = DeadlineOf(request);
        Cluster.Router.Send(request);
    }

    /// <summary>Takes a request that came from another process, which waits for so long; zero for no limit.</summary>
    public void Take(GrainRequest request, TimeSpan timeLeft, bool isFromClient)
    {
        request.Deadline = timeLeft == TimeSpan.Zero ? 0 : Time.GetTimestamp() + ToTimestamp(timeLeft);
        if (SystemTargets.IsSystem(request.Target.Type))
        {
            Cluster.Run(request);
        }
        else if (isFromClient)
        {
            Cluster.Router.Send(request);
        }
        else
        {
            Cluster.Router.Receive(request);
        }
    }

    /// <summary>When the caller of a request stops waiting, as a timestamp; zero for never.</summary>
    public long DeadlineOf(GrainRequest request)
    {
        var timeout = request.Method.Timeout is { } own ? ToTimestamp(own) : _defaultTimeout;
        return timeout == 0 ? 0 : Time.GetTimestamp() + timeout;
    }

    /// <summary>Whether an activation of a grain may be made here.</summary>
    public bool MayActivate(GrainId grain) => !IsStopping && _classes.IsOffered(grain.Type);

    /// <summary>The number of a new activation.</summary>
    public long NextActivation() => Interlocked.Increment(ref _lastActivation);

    public IRequestTarget CreateTarget(GrainId grainId)
    {
        var grainClass = _classes.Get(grainId.Type);
        return grainClass.Placement is StatelessWorkerPlacement workers
            ? new StatelessWorkerGroup(this, grainClass, grainId, workers.MaxLocalWorkers)
            : new Activation(this, grainClass, grainId);
    }

    /// <summary>A source that is cancelled after a time of the silo's clock.</summary>
    public CancellationTokenSource CancelAfter(TimeSpan limit) => new(limit, Time);

    public ValueTask DisposeAsync()
    {
        _collector?.Dispose();
        _expiry?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void FailExpired(long now)
    {
        Catalog.FailExpired(now);
        Cluster.Links.FailExpired(now);
        Cluster.Router.FailExpired(now);
    }

    /// <summary>A span in the clock's units; zero for an infinite one.</summary>
    private long ToTimestamp(TimeSpan span) =>
        span == Timeout.InfiniteTimeSpan ? 0 : (long)(span.TotalSeconds * Time.TimestampFrequency);
}
