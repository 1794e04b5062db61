using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.StandIn;

namespace Orleans.Runtime;

/// <summary>One silo: its grains, its clock, and the sending of requests from and to it.</summary>
internal sealed class SiloRuntime : IRequestSender, IAsyncDisposable
{
    private static readonly TimeSpan ExpiryPeriod = TimeSpan.FromMilliseconds(250);

    private readonly GrainClassMap _classes;
    private readonly long _defaultTimeout;
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
        _defaultTimeout = ToTimestamp(messaging.Value.ResponseTimeout);
    }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public SiloAddress Address { get; }

    public Catalog Catalog { get; }

    public GrainFactory GrainFactory { get; }

    public GrainCollectionOptions Collection { get; }

    /// <summary>Whether grains are activated no more.</summary>
    public bool IsStopping { get; private set; }

    public void Start()
    {
        _expiry = Time.CreateTimer(_ => Catalog.FailExpired(Time.GetTimestamp()), null, ExpiryPeriod, ExpiryPeriod);
        _collector = Time.CreateTimer(_ => Catalog.CollectIdle(), null, Collection.CollectionQuantum, Collection.CollectionQuantum);
    }

    /// <summary>Ends every activation, so that each can write its state, unless the token cuts that short.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _collector?.Dispose();
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo stops.");
        var ended = Catalog.EndAllAsync(reason);
        IsStopping = true;
        await ended.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _expiry?.Dispose();
    }

    /// <inheritdoc />
    public void Send(GrainRequest request)
    {
        var timeout = request.Method.Timeout is { } own ? ToTimestamp(own) : _defaultTimeout;
        request.Deadline = timeout == 0 ? 0 : Time.GetTimestamp() + timeout;
        Catalog.Deliver(request);
    }

    /// <summary>Takes a request that came from another process, which waits for so long.</summary>
    public void SendFor(GrainRequest request, TimeSpan timeLeft)
    {
        request.Deadline = Time.GetTimestamp() + ToTimestamp(timeLeft);
        Catalog.Deliver(request);
    }

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

    /// <summary>A span in the clock's units; zero for an infinite one.</summary>
    private long ToTimestamp(TimeSpan span) =>
        span == Timeout.InfiniteTimeSpan ? 0 : (long)(span.TotalSeconds * Time.TimestampFrequency);
}
