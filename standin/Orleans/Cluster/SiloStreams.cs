using System.Collections.Frozen;
using Orleans.Runtime.Messaging;
using Orleans.StandIn;
using Orleans.Streams;

namespace Orleans.Runtime.Cluster;

/// <summary>
/// Streams between processes. Every silo knows what every other one listens to, for itself and for the clients connected to it, so an
/// item goes straight to the silos that listen, and from each to its listening clients. Items may be lost when a process dies.
/// </summary>
internal sealed class SiloStreams(SiloRuntime silo, SiloCluster cluster, StreamHub hub) : IStreamRelay, IStreamTarget, IViewListener
{
    /// <summary>A silo that does not answer is about to be declared dead: nobody waits for it longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<SiloAddress, (long Version, List<string> Streams)> _interests = [];
    private readonly Dictionary<string, (Connection Connection, List<string> Streams)> _clients = new(StringComparer.Ordinal);
    private volatile FrozenDictionary<string, SiloAddress[]> _silosOf = FrozenDictionary<string, SiloAddress[]>.Empty;
    private volatile FrozenDictionary<string, Connection[]> _clientsOf = FrozenDictionary<string, Connection[]>.Empty;
    private long _version;

    public bool Publish<T>(string key, Codec<T> codec, T item)
    {
        var silos = _silosOf.GetValueOrDefault(key);
        var clients = _clientsOf.GetValueOrDefault(key);
        if (silos is null && clients is null)
        {
            return false;
        }

        using var writer = MessageWriter.Rent();
        Frames.WriteStreamItem(writer, key, codec, item);
        SendTo(silos, writer.Written.Span);
        SendTo(clients, writer.Written.Span);
        return false;
    }

    public Task InterestChangedAsync() => AnnounceAsync(cluster.Members.View.Active);

    /// <summary>Takes an item of another process: for the listeners here, for the clients of this silo, and from a client for the other silos too.</summary>
    public void OnItem(ref MessageReader reader, ReadOnlySpan<byte> frame, bool isFromClient)
    {
        Span<char> text = stackalloc char[StreamKey.Longest];
        var key = text[..StreamKey.Read(ref reader, text)];
        hub.Receive(key, ref reader);
        SendTo(Find(_clientsOf, key), frame);
        if (isFromClient)
        {
            SendTo(Find(_silosOf, key), frame);
        }
    }

    public void OnClient(string client, Connection connection)
    {
        lock (_lock)
        {
            _clients[client] = (connection, []);
        }
    }

    public void OnClientGone(string client, Connection connection)
    {
        lock (_lock)
        {
            if (!_clients.TryGetValue(client, out var known) || known.Connection != connection)
            {
                return;
            }

            _clients.Remove(client);
            RebuildClients();
        }

        _ = InterestChangedAsync();
    }

    public Task SetInterestAsync(SiloAddress silo, long version, List<string> streams)
    {
        lock (_lock)
        {
            if (cluster.Members.View.StatusOf(silo) != SiloStatus.Dead && version > _interests.GetValueOrDefault(silo).Version)
            {
                _interests[silo] = (version, streams);
                RebuildSilos();
            }
        }

        return Task.CompletedTask;
    }

    public Task SetClientInterestAsync(string client, List<string> streams)
    {
        lock (_lock)
        {
            if (!_clients.TryGetValue(client, out var known))
            {
                throw new OrleansMessageRejectionException($"Client {client} is not connected to {silo.Address}.");
            }

            _clients[client] = (known.Connection, streams);
            RebuildClients();
        }

        return InterestChangedAsync();
    }

    public void OnViewChanged(ClusterView old, ClusterView view)
    {
        lock (_lock)
        {
            foreach (var gone in _interests.Keys.Where(known => !view.IsServing(known)).ToList())
            {
                _interests.Remove(gone);
            }

            RebuildSilos();
        }

        _ = AnnounceAsync(Array.FindAll(view.Active, active => old.StatusOf(active) != SiloStatus.Active));
    }

    private static TValue[]? Find<TValue>(FrozenDictionary<string, TValue[]> routes, scoped ReadOnlySpan<char> key) =>
        routes.Count > 0 && routes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var found) ? found : null;

    private static void SendTo(Connection[]? clients, ReadOnlySpan<byte> frame)
    {
        foreach (var client in clients ?? [])
        {
            client.TrySend(frame);
        }
    }

    private void SendTo(SiloAddress[]? silos, ReadOnlySpan<byte> frame)
    {
        foreach (var target in silos ?? [])
        {
            cluster.Links.To(target).TrySend(frame);
        }
    }

    /// <summary>Tells silos everything that is listened to here; of several tellings under way, the one with the highest version counts.</summary>
    private Task AnnounceAsync(IReadOnlyCollection<SiloAddress> silos)
    {
        List<string> streams;
        long version;
        lock (_lock)
        {
            version = ++_version;
            streams = [.. hub.Listened.Concat(_clients.Values.SelectMany(static client => client.Streams)).Distinct(StringComparer.Ordinal)];
        }

        return Task.WhenAll(silos.Where(other => !other.Equals(silo.Address)).Select(other => TellAsync(other, version, streams)));
    }

    private async Task TellAsync(SiloAddress other, long version, List<string> streams)
    {
        while (version == Volatile.Read(ref _version) && cluster.Members.View is var view && view.StatusOf(other) == SiloStatus.Active)
        {
            try
            {
                await cluster.Target<IStreamTarget>(other).SetInterestAsync(silo.Address, version, streams).WaitAsync(Patience, silo.Time);
                return;
            }
            catch (Exception exception) when (exception is OrleansMessageRejectionException or TimeoutException)
            {
                // Either it is dead, and the next view says so, or it hears of the streams at another attempt.
                await cluster.Members.ChangedAsync(view, Patience);
            }
        }
    }

    private void RebuildSilos() => _silosOf = Invert(_interests.Select(static silo => (silo.Key, silo.Value.Streams)));

    private void RebuildClients() => _clientsOf = Invert(_clients.Values.Select(static client => (client.Connection, client.Streams)));

    private static FrozenDictionary<string, TListener[]> Invert<TListener>(IEnumerable<(TListener Listener, List<string> Streams)> interests) => interests
        .SelectMany(static interest => interest.Streams.Select(stream => (Stream: stream, interest.Listener)))
        .GroupBy(static pair => pair.Stream, static pair => pair.Listener, StringComparer.Ordinal)
        .ToFrozenDictionary(static group => group.Key, static group => group.ToArray(), StringComparer.Ordinal);
}
