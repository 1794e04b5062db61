namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>Events with consecutive numbers.</summary>
internal sealed record EventBatch(long First, IReadOnlyList<string> Events);

/// <summary>A process that holds clients' sockets: finds the session's owner, sends what it is given, acknowledges what it has sent.</summary>
internal sealed class Gateway(World world, Cluster cluster, string host) : Process(world, host)
{
    private static readonly TimeSpan PullPeriod = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SocketDelay = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<string, long?> _sent = new(StringComparer.Ordinal);

    /// <summary>The clients whose sockets are here.</summary>
    public IReadOnlyCollection<string> Clients => _sent.Keys;

    public void Connect(string session) => _sent[session] = null;

    protected override void OnStarted() => Every(PullPeriod, Pull);

    protected override void OnCrashed()
    {
        var clients = Clients.ToArray();
        _sent.Clear();
        cluster.OnGatewayCrashed(clients);
    }

    private void Pull()
    {
        foreach (var (session, sent) in _sent)
        {
            foreach (var silo in cluster.Silos)
            {
                if (sent is { } number)
                {
                    cluster.Network.Ask(this, silo, () => (silo.Find(session) as SessionActivation)?.Pull(number), batch => OnBatch(session, batch));
                }
                else
                {
                    cluster.Network.Ask(this, silo, () => (silo.Find(session) as SessionActivation)?.Attach(), acknowledged => OnAttached(session, (long)acknowledged));
                }
            }
        }
    }

    private void OnAttached(string session, long acknowledged)
    {
        if (_sent.TryGetValue(session, out var sent) && sent is null)
        {
            _sent[session] = acknowledged;
        }
    }

    /// <summary>Events that are left out were acknowledged by the gateway before, whose word came late: it has sent them.</summary>
    private void OnBatch(string session, EventBatch batch)
    {
        if (_sent.TryGetValue(session, out var before) && batch.First > before + 1)
        {
            _sent[session] = batch.First - 1;
        }

        for (var index = 0; index < batch.Events.Count; index++)
        {
            var (number, what) = (batch.First + index, batch.Events[index]);
            if (!_sent.TryGetValue(session, out var sent) || number != sent + 1)
            {
                continue;
            }

            _sent[session] = number;
            if (cluster.Rules.SentBeforeAcknowledged)
            {
                cluster.Outside.OnDelivered(session, number, what);
            }
            else
            {
                AfterLocal(SocketDelay, () => cluster.Outside.OnDelivered(session, number, what));
            }
        }
    }
}
