using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Cluster;

/// <summary>The whole directory, as this silo sees it: every question goes to the partition that owns the grain's hash, here or elsewhere.</summary>
internal sealed partial class GrainDirectory : IDirectoryTarget, IViewListener
{
    private const int HandOverSize = 4096;
    private const int HandOverAttempts = 5;

    private static readonly TimeSpan UnregisterLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly SiloRuntime _silo;
    private readonly SiloCluster _cluster;
    private readonly ILogger _logger;

    public GrainDirectory(SiloRuntime silo, SiloCluster cluster, ILogger logger)
    {
        _silo = silo;
        _cluster = cluster;
        _logger = logger;
        Partition = new DirectoryPartition(silo.Address, cluster.Members, silo.Time);
    }

    public DirectoryPartition Partition { get; }

    /// <summary>Where a grain is active; null for nowhere. Asks until it has an answer.</summary>
    public async Task<ActivationAddress?> LookupAsync(GrainId grain)
    {
        if (_silo.Address.Equals(OwnerIn(_cluster.Members.View, grain)))
        {
            return await Partition.LookupAsync(grain);
        }

        var answer = await AskAsync(grain, (target, version) => target.LookupAsync(version, grain));
        return answer.Activation;
    }

    /// <summary>Notes an activation of this silo; returns the one that stands.</summary>
    public async Task<ActivationAddress> RegisterAsync(ActivationAddress activation)
    {
        var view = _cluster.Members.View;
        if (view.IsAlone(_silo.Address))
        {
            return activation;
        }

        if (_silo.Address.Equals(OwnerIn(view, activation.Grain)))
        {
            return await Partition.RegisterAsync(activation);
        }

        var answer = await AskAsync(activation.Grain, (target, version) => target.RegisterAsync(version, activation));
        return answer.Activation ?? activation;
    }

    /// <summary>
    /// Forgets an activation of this silo; completes when it is forgotten, or that is not known soon. A lost message heals: the entry dies with
    /// the silo, and a call that follows it re-creates the grain there.
    /// </summary>
    public Task UnregisterAsync(ActivationAddress activation)
    {
        var view = _cluster.Members.View;
        return view.IsAlone(_silo.Address) || OwnerIn(view, activation.Grain) is not { } owner
            ? Task.CompletedTask
            : AwaitAsync(TargetOf(owner).UnregisterAsync(view.Version, activation));
    }

    /// <inheritdoc />
    public void OnViewChanged(ClusterView old, ClusterView view)
    {
        Partition.OnViewChanged(old, view);
        if (!old.Active.SequenceEqual(view.Active))
        {
            _ = HandOverAsync(old, view);
        }
    }

    async Task<DirectoryAnswer> IDirectoryTarget.LookupAsync(long version, GrainId grain) =>
        await IsMineAsync(version, grain) ? new DirectoryAnswer { Activation = await Partition.LookupAsync(grain) } : Misdirected;

    async Task<DirectoryAnswer> IDirectoryTarget.RegisterAsync(long version, ActivationAddress activation) =>
        await IsMineAsync(version, activation.Grain)
            ? new DirectoryAnswer { Activation = await Partition.RegisterAsync(activation) }
            : Misdirected;

    Task IDirectoryTarget.UnregisterAsync(long version, ActivationAddress activation)
    {
        Partition.Unregister(activation);
        return Task.CompletedTask;
    }

    Task<List<GrainId>> IDirectoryTarget.HandOverAsync(long version, SiloAddress from, List<ActivationAddress> activations, bool isLast) =>
        Task.FromResult(Partition.HandOver(version, from, activations, isLast));

    private static DirectoryAnswer Misdirected { get; } = new() { IsMisdirected = true };

    private static SiloAddress? OwnerIn(ClusterView view, GrainId grain) => view.Ring.OwnerOf(grain.GetUniformHashCode());

    private IDirectoryTarget TargetOf(SiloAddress silo) => _cluster.Target<IDirectoryTarget>(silo);

    private async Task AwaitAsync(Task unregistered) =>
        await unregistered.WaitAsync(UnregisterLimit, _silo.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private async Task<bool> IsMineAsync(long version, GrainId grain)
    {
        if (version > _cluster.Members.View.Version)
        {
            await _cluster.ReadTableAsync(version);
        }

        return _silo.Address.Equals(OwnerIn(_cluster.Members.View, grain));
    }

    /// <summary>Asks the owner; where it cannot be reached or owns the hash no more, asks again by the next view.</summary>
    private async Task<DirectoryAnswer> AskAsync(GrainId grain, Func<IDirectoryTarget, long, Task<DirectoryAnswer>> ask)
    {
        var giveUp = _silo.Time.GetTimestamp() + (long)(_silo.ResponseTimeout.TotalSeconds * _silo.Time.TimestampFrequency);
        while (true)
        {
            var view = _cluster.Members.View;
            try
            {
                if (OwnerIn(view, grain) is { } owner && await ask(TargetOf(owner), view.Version) is { IsMisdirected: false } answer)
                {
                    return answer;
                }
            }
            catch (Exception exception) when (exception is OrleansMessageRejectionException or TimeoutException)
            {
                LogUnanswered(_logger, grain, exception.Message);
            }

            if (_silo.Time.GetTimestamp() > giveUp)
            {
                throw new SiloUnavailableException($"The directory has no answer for {grain}: no silo owns its partition.");
            }

            await _cluster.Members.ChangedAsync(view, Pause);
        }
    }

    /// <summary>
    /// Tells the new owners of hashes which of them are active here, and each that this was all. A silo that was alone noted nothing.
    /// </summary>
    private async Task HandOverAsync(ClusterView old, ClusterView view)
    {
        var moved = _silo.Catalog.Registered()
            .Where(activation => old.IsAlone(_silo.Address) || !Equals(OwnerIn(old, activation.Grain), OwnerIn(view, activation.Grain)))
            .ToLookup(activation => OwnerIn(view, activation.Grain));
        await Task.WhenAll(view.Active.Select(owner => HandOverAsync(owner, view, [.. moved[owner]])));
    }

    private async Task HandOverAsync(SiloAddress owner, ClusterView view, ActivationAddress[] activations)
    {
        for (var attempt = 0; attempt < HandOverAttempts && ReferenceEquals(_cluster.Members.View, view); attempt++)
        {
            try
            {
                await HandOverPartsAsync(owner, view, activations);
                return;
            }
            catch (Exception exception) when (exception is OrleansMessageRejectionException or TimeoutException)
            {
                LogNotHandedOver(_logger, activations.Length, owner, exception.Message);
                await _cluster.Members.ChangedAsync(view, Pause);
            }
        }
    }

    private async Task HandOverPartsAsync(SiloAddress owner, ClusterView view, ActivationAddress[] activations)
    {
        var parts = activations.Length == 0 ? [[]] : activations.Chunk(HandOverSize).ToArray();
        for (var part = 0; part < parts.Length; part++)
        {
            var isLast = part == parts.Length - 1;
            var refused = await TargetOf(owner).HandOverAsync(view.Version, _silo.Address, [.. parts[part]], isLast);
            foreach (var grain in refused)
            {
                _silo.Catalog.Deactivate(grain, new DeactivationReason(DeactivationReasonCode.DuplicateActivation, "The grain is active elsewhere."));
            }
        }
    }

    [LoggerMessage(161, LogLevel.Debug, "The directory's partition for {Grain} does not answer: {Reason}")]
    private static partial void LogUnanswered(ILogger logger, GrainId grain, string reason);

    [LoggerMessage(162, LogLevel.Warning, "{Count} activations were not handed over to {Owner}: {Reason}")]
    private static partial void LogNotHandedOver(ILogger logger, int count, SiloAddress owner, string reason);
}
