namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>
/// What stands outside the fabric and sees what it does: Discord, which must never have two senders for one guild and whose
/// dispatches must not be lost, and the clients, who get every event once and in order.
/// </summary>
internal sealed class Outside(World world)
{
    private readonly Dictionary<string, long> _epochs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _logged = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _acknowledged = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Client> _clients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Stream> _streams = new(StringComparer.Ordinal);

    public long Sends { get; private set; }

    /// <summary>An activation sends for its guild.</summary>
    public void OnSend(Activation sender, IEnumerable<Silo> silos)
    {
        Sends++;
        var last = _epochs.GetValueOrDefault(sender.Entity);
        if (sender.Epoch < last)
        {
            throw new ModelViolation($"{sender} sends after somebody with epoch {last} has sent");
        }

        _epochs[sender.Entity] = sender.Epoch;
        foreach (var silo in silos)
        {
            if (silo != sender.Silo && silo.IsAlive && silo.Find(sender.Entity) is { } other && other.MaySend)
            {
                throw new ModelViolation($"{sender} sends while {other} may send");
            }
        }
    }

    /// <summary>Discord has one more dispatch for a shard.</summary>
    public void Dispatch(string shard)
    {
        var stream = StreamOf(shard);
        stream.Last++;
        stream.Deliver(world, stream.Last);
    }

    /// <summary>A shard resumes its session: the connection before it ends, and everything after a number comes (again).</summary>
    public void Resume(ShardActivation shard, long after)
    {
        var stream = StreamOf(shard.Entity);
        (stream.Connected, stream.Due) = (shard, world.Now);
        for (var sequence = after + 1; sequence <= stream.Last; sequence++)
        {
            stream.Deliver(world, sequence);
        }
    }

    /// <summary>The effect of a dispatch is durable in the presence grains, which ignore what they have.</summary>
    public void OnEffect(string shard, long sequence)
    {
        var stream = StreamOf(shard);
        if (sequence > stream.DurableUpTo)
        {
            stream.Durable.Add(sequence);
        }

        while (stream.Durable.Remove(stream.DurableUpTo + 1))
        {
            stream.DurableUpTo++;
        }
    }

    /// <summary>A record of an entity was committed.</summary>
    public void OnCommit(string entity, EntityRecord record)
    {
        if (record.Sequence > StreamOf(entity).DurableUpTo)
        {
            throw new ModelViolation($"{entity} has stored sequence {record.Sequence}, durable is {StreamOf(entity).DurableUpTo}");
        }

        if (!_logged.TryGetValue(entity, out var logged))
        {
            _logged[entity] = logged = [];
        }

        for (var index = 0; index < record.Events.Count; index++)
        {
            var number = record.Acknowledged + index + 1;
            if (number > logged.Count)
            {
                logged.Add(record.Events[index]);
            }
            else if (logged[(int)number - 1] != record.Events[index])
            {
                throw new ModelViolation($"{entity} has logged two events {number}: {logged[(int)number - 1]} and {record.Events[index]}");
            }
        }

        if (record.Acknowledged > ClientOf(entity).Received)
        {
            throw new ModelViolation($"{entity} has acknowledged event {record.Acknowledged}, the client has {ClientOf(entity).Received}");
        }

        _acknowledged[entity] = record.Acknowledged;
    }

    /// <summary>A client receives an event.</summary>
    public void OnDelivered(string session, long number, string what)
    {
        var client = ClientOf(session);
        if (!_logged.TryGetValue(session, out var logged) || number > logged.Count || logged[(int)number - 1] != what)
        {
            throw new ModelViolation($"{session} is sent {what} as event {number}, which was not logged");
        }

        if (number == client.Received + 1)
        {
            client.Received = number;
            return;
        }

        if (number > client.Received)
        {
            throw new ModelViolation($"{session} is sent event {number} after {client.Received}: one is lost");
        }

        if (number > client.ReceivedAtCrash || number <= client.AcknowledgedAtCrash)
        {
            throw new ModelViolation($"{session} is sent event {number} again, and no crash fell between sending and acknowledging it");
        }
    }

    /// <summary>The gateway that a client was connected to has crashed.</summary>
    public void OnGatewayCrashed(string session)
    {
        var client = ClientOf(session);
        (client.ReceivedAtCrash, client.AcknowledgedAtCrash) = (client.Received, _acknowledged.GetValueOrDefault(session));
    }

    /// <summary>What has not come through; null when nothing is missing.</summary>
    public string? Missing()
    {
        foreach (var (session, logged) in _logged)
        {
            if (ClientOf(session).Received < logged.Count)
            {
                return $"{session} received {ClientOf(session).Received} of {logged.Count} events";
            }
        }

        foreach (var (shard, stream) in _streams)
        {
            if (stream.DurableUpTo < stream.Last)
            {
                return $"{shard} has {stream.DurableUpTo} of {stream.Last} dispatches";
            }
        }

        return null;
    }

    private Stream StreamOf(string shard) => _streams.TryGetValue(shard, out var stream) ? stream : _streams[shard] = new Stream();

    private Client ClientOf(string session) => _clients.TryGetValue(session, out var client) ? client : _clients[session] = new Client();

    private sealed class Client
    {
        public long Received { get; set; }

        public long ReceivedAtCrash { get; set; }

        public long AcknowledgedAtCrash { get; set; }
    }

    private sealed class Stream
    {
        public long Last { get; set; }

        public long DurableUpTo { get; set; }

        public HashSet<long> Durable { get; } = [];

        public ShardActivation? Connected { get; set; }

        public TimeSpan Due { get; set; }

        /// <summary>A connection keeps its order.</summary>
        public void Deliver(World world, long sequence)
        {
            if (Connected is not { } shard)
            {
                return;
            }

            var arrival = world.Now + world.Between(0.0005, 0.005);
            Due = arrival > Due ? arrival : Due;
            shard.Silo.Post(Due - world.Now, () => shard.OnDispatch(sequence));
        }
    }
}
