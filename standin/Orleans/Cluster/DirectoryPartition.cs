using System.Collections.Concurrent;

namespace Orleans.Runtime.Cluster;

/// <summary>
/// The part of the grain directory whose hashes this silo owns. When the owners change, every silo hands its activations over to the
/// new ones; until all have, or a time has passed, a grain that is not found here may still be on its way, and whoever asks for it waits.
/// </summary>
internal sealed class DirectoryPartition(SiloAddress self, ClusterMembers members, TimeProvider time) : IViewListener
{
    /// <summary>A silo that has not handed over by then has probably died too: its view of itself comes to the same.</summary>
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<GrainId, ActivationAddress> _entries = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<SiloAddress, long> _handedOver = [];
    private readonly HashSet<SiloAddress> _awaited = [];
    private long _recoveredVersion;
    private TaskCompletionSource? _recovered;
    private ITimer? _patience;

    public int Count => _entries.Count;

    /// <summary>Where a grain is active; null for nowhere.</summary>
    public async ValueTask<ActivationAddress?> LookupAsync(GrainId grain)
    {
        if (Find(grain) is { } known)
        {
            return known;
        }

        await RecoveredAsync();
        return Find(grain);
    }

    /// <summary>Notes an activation and returns the one that stands.</summary>
    public async ValueTask<ActivationAddress> RegisterAsync(ActivationAddress activation)
    {
        if (Find(activation.Grain) is null)
        {
            await RecoveredAsync();
        }

        return Settle(activation);
    }

    public void Unregister(ActivationAddress activation) => _entries.TryRemove(new(activation.Grain, activation));

    /// <summary>Takes activations over; returns the grains that are active elsewhere.</summary>
    public List<GrainId> HandOver(long version, SiloAddress from, IEnumerable<ActivationAddress> activations, bool isLast)
    {
        var refused = activations.Where(activation => Settle(activation) != activation).Select(static activation => activation.Grain).ToList();
        if (isLast)
        {
            lock (_lock)
            {
                _handedOver[from] = Math.Max(version, _handedOver.GetValueOrDefault(from));
                Expect(members.View);
            }
        }

        return refused;
    }

    public void OnViewChanged(ClusterView old, ClusterView view)
    {
        foreach (var (grain, activation) in _entries)
        {
            if (!view.IsServing(activation.Silo) || !self.Equals(view.Ring.OwnerOf(grain.GetUniformHashCode())))
            {
                _entries.TryRemove(new(grain, activation));
            }
        }

        if (!old.Active.SequenceEqual(view.Active))
        {
            BeginRecovery(view);
        }
    }

    private ActivationAddress? Find(GrainId grain) =>
        _entries.TryGetValue(grain, out var entry) && members.View.StatusOf(entry.Silo) != SiloStatus.Dead ? entry : null;

    /// <summary>The first activation stands, unless its silo is dead or has made a later one itself.</summary>
    private ActivationAddress Settle(ActivationAddress activation) => _entries.AddOrUpdate(
        activation.Grain,
        static (_, state) => state.activation,
        static (_, standing, state) =>
            state.members.View.StatusOf(standing.Silo) == SiloStatus.Dead
            || (standing.Silo.Equals(state.activation.Silo) && standing.Number < state.activation.Number)
                ? state.activation
                : standing,
        (activation, members));

    private Task RecoveredAsync()
    {
        lock (_lock)
        {
            return _recovered?.Task ?? Task.CompletedTask;
        }
    }

    private void BeginRecovery(ClusterView view)
    {
        lock (_lock)
        {
            _recoveredVersion = view.Version;
            _recovered ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _patience?.Dispose();
            _patience = time.CreateTimer(_ => GiveUp(view.Version), null, LongestRecovery, Timeout.InfiniteTimeSpan);
            Expect(view);
        }
    }

    /// <summary>Called with the lock held.</summary>
    private void Expect(ClusterView view)
    {
        _awaited.Clear();
        _awaited.UnionWith(view.Statuses.Keys.Where(silo =>
            !silo.Equals(self) && view.IsServing(silo) && _handedOver.GetValueOrDefault(silo, -1) < _recoveredVersion));
        if (_awaited.Count == 0)
        {
            EndRecovery();
        }
    }

    private void GiveUp(long version)
    {
        lock (_lock)
        {
            if (_recoveredVersion == version)
            {
                EndRecovery();
            }
        }
    }

    /// <summary>Called with the lock held.</summary>
    private void EndRecovery()
    {
        _patience?.Dispose();
        _patience = null;
        _recovered?.TrySetResult();
        _recovered = null;
    }
}
