using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Cluster;

/// <summary>
/// This silo's part in the cluster's membership: enters its row in the table, probes other silos, votes for the death of those that
/// do not answer, and leaves. The table decides: a silo that finds its own row dead ends its process.
/// </summary>
internal sealed partial class MembershipAgent(
    IMembershipTable table,
    ILocalSiloDetails details,
    ClusterMembershipOptions options,
    SiloCluster cluster,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    private const int MissedSignsOfLife = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stopped = new();
    private readonly SemaphoreSlim _reading = new(1);
    private readonly Dictionary<SiloAddress, int> _missed = [];
    private Task _work = Task.CompletedTask;

    private SiloAddress Self => details.SiloAddress;

    /// <summary>Enters the cluster.</summary>
    /// <exception cref="OrleansException">It could not within <see cref="ClusterMembershipOptions.MaxJoinAttemptTime" />.</exception>
    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.MaxJoinAttemptTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await table.InitializeMembershipTable(tryInitTableVersion: true);
        var started = time.GetUtcNow().UtcDateTime;
        while (!await TryEnterAsync(started) || !await TrySetOwnStatusAsync(SiloStatus.Active))
        {
            either.Token.ThrowIfCancellationRequested();
            await Task.Delay(Pause, time, either.Token);
        }

        LogJoined(logger, Self, cluster.Members.View.Active.Length);
        _work = Task.WhenAll(
            RepeatAsync(options.ProbeTimeout, ProbeAllAsync),
            RepeatAsync(options.TableRefreshTimeout, () => ReadAsync(long.MaxValue)),
            RepeatAsync(options.IAmAliveTablePublishTimeout, PublishAliveAsync));
    }

    /// <summary>Tells the cluster that this silo is ending, or has ended. A table that is away does not hold it up.</summary>
    public async Task LeaveAsync(SiloStatus status, TimeSpan atMost)
    {
        try
        {
            await UntilTrueAsync(() => TrySetOwnStatusAsync(status)).WaitAsync(atMost, time);
        }
#pragma warning disable CA1031 // Whatever the table throws, the silo ends; the others will find out by probing.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotWritten(logger, status, exception.Message);
        }
    }

    /// <summary>A link to an active silo was lost: its process is gone if its port is closed too, and is probed at once otherwise.</summary>
    public void OnLinkLost(OutboundLink link)
    {
        if (!_stopped.IsCancellationRequested)
        {
            _ = CheckAsync(link);
        }
    }

    /// <summary>Reads the table unless a view of a version is known. Questions that come together are answered by one reading.</summary>
    public async Task ReadAsync(long version)
    {
        await _reading.WaitAsync(_stopped.Token);
        try
        {
            if (cluster.Members.View.Version < version)
            {
                Apply(await table.ReadAll());
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopped.Dispose();
        _reading.Dispose();
    }

    private void Apply(MembershipTableData data)
    {
        var statuses = data.Members.ToDictionary(static row => row.Item1.SiloAddress, static row => row.Item1.Status);
        if (statuses.GetValueOrDefault(Self) == SiloStatus.Dead && cluster.Members.View.StatusOf(Self) == SiloStatus.Active)
        {
            Die();
        }

        cluster.Members.Publish(new ClusterView(data.Version.Version, statuses));
    }

    /// <summary>The others have taken over what was here: any further act of this process could only do harm.</summary>
    private void Die()
    {
        LogDeclaredDead(logger, Self);
        Environment.FailFast($"{Self} was declared dead by the cluster; its process ends.");
    }

    /// <summary>Inserts the own row. Rows of earlier processes at this address are declared dead: this one listens there now.</summary>
    private async Task<bool> TryEnterAsync(DateTime started)
    {
        var data = await table.ReadAll();
        foreach (var (entry, tag) in data.Members.Select(static row => (row.Item1, row.Item2)))
        {
            if (Self.IsSuccessorOf(entry.SiloAddress) && entry.Status != SiloStatus.Dead)
            {
                entry.Status = SiloStatus.Dead;
                await table.UpdateRow(entry, tag, data.Version.Next());
                return false;
            }

            if (entry.SiloAddress.IsSuccessorOf(Self))
            {
                throw new OrleansException($"Another silo has started at {Self.Endpoint} after this one: {entry.SiloAddress}.");
            }
        }

        return data.TryGet(Self) is not null || await table.InsertRow(NewRow(started), data.Version.Next());
    }

    private MembershipEntry NewRow(DateTime started) => new()
    {
        SiloAddress = Self,
        Status = SiloStatus.Joining,
        SuspectTimes = [],
        ProxyPort = details.GatewayAddress.Endpoint.Port,
        HostName = details.DnsHostName,
        SiloName = details.Name,
        StartTime = started,
        IAmAliveTime = started,
    };

    private async Task<bool> TrySetOwnStatusAsync(SiloStatus status)
    {
        var data = await table.ReadAll();
        if (data.TryGet(Self) is not { } row || row.Item1.Status == SiloStatus.Dead)
        {
            Apply(data);
            return status == SiloStatus.Dead;
        }

        row.Item1.Status = status;
        row.Item1.IAmAliveTime = time.GetUtcNow().UtcDateTime;
        return await table.UpdateRow(row.Item1, row.Item2, data.Version.Next()) && await ShowAsync();
    }

    /// <summary>Acts on a change that this silo has just made, and tells the others.</summary>
    private async Task<bool> ShowAsync()
    {
        await ReadAsync(long.MaxValue);
        var view = cluster.Members.View;
        foreach (var silo in view.Statuses.Keys.Where(silo => !silo.Equals(Self) && view.IsServing(silo)))
        {
            _ = cluster.Target<IMembershipTarget>(silo).ChangedAsync(view.Version);
        }

        return true;
    }

    private async Task ProbeAllAsync()
    {
        var view = cluster.Members.View;
        await Task.WhenAll(Watched(view).Select(ProbeAsync));
    }

    /// <summary>The silos that follow this one in the order of addresses: every silo is watched by as many.</summary>
    private IEnumerable<SiloAddress> Watched(ClusterView view)
    {
        var own = Array.IndexOf(view.Active, Self);
        return own < 0
            ? []
            : Enumerable.Range(1, Math.Min(options.NumProbedSilos, view.Active.Length - 1)).Select(step => view.Active[(own + step) % view.Active.Length]);
    }

    private async Task ProbeAsync(SiloAddress silo)
    {
        try
        {
            var activations = await cluster.Target<IMembershipTarget>(silo).ProbeAsync().WaitAsync(options.ProbeTimeout, time);
            cluster.Links.NoteActivations(silo, activations);
            Missed(silo, reset: true);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansMessageRejectionException)
        {
            if (Missed(silo) >= options.NumMissedProbesLimit)
            {
                await SuspectAsync(silo, exception.Message);
            }
        }
    }

    private int Missed(SiloAddress silo, bool reset = false)
    {
        lock (_missed)
        {
            return _missed[silo] = reset ? 0 : _missed.GetValueOrDefault(silo) + 1;
        }
    }

    private async Task CheckAsync(OutboundLink lost)
    {
        // Perhaps it was this silo that was given up.
        await TryAsync(() => ReadAsync(long.MaxValue)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var silo = lost.Silo!;
        if (lost.WasRefused)
        {
            await SuspectAsync(silo, "its port is closed");
            return;
        }

        // The connection broke: one that cannot be opened again comes back here. The pause of the links has to pass first.
        await Task.Delay(Pause, time, _stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_stopped.IsCancellationRequested && cluster.Members.View.StatusOf(silo) == SiloStatus.Active)
        {
            await ProbeAsync(silo);
        }
    }

    /// <summary>Votes for a silo's death, and declares it where the votes suffice.</summary>
    private async Task SuspectAsync(SiloAddress silo, string reason)
    {
        if (cluster.Members.View.StatusOf(Self) != SiloStatus.Active)
        {
            return;
        }

        LogSuspected(logger, silo, reason);
        try
        {
            await UntilTrueAsync(() => TryVoteAsync(silo));
        }
#pragma warning disable CA1031 // A table that is away: the next probe leads here again.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogTableFailed(logger, exception.Message);
        }
    }

    private async Task<bool> TryVoteAsync(SiloAddress silo)
    {
        var data = await table.ReadAll();
        Apply(data);
        if (data.TryGet(silo) is not { } row || row.Item1.Status == SiloStatus.Dead)
        {
            return true;
        }

        var entry = row.Item1;
        var now = time.GetUtcNow().UtcDateTime;
        var votes = (entry.SuspectTimes ?? []).Where(vote => now - vote.Item2 < options.DeathVoteExpirationTimeout && !vote.Item1.Equals(Self)).ToList();
        votes.Add(Tuple.Create(Self, now));
        var voters = data.Members.Count(other => !other.Item1.SiloAddress.Equals(silo) && MayVote(other.Item1, now));
        entry.SuspectTimes = votes;
        if (votes.Count >= Math.Min(options.NumVotesForDeathDeclaration, voters))
        {
            entry.Status = SiloStatus.Dead;
            LogDeclaring(logger, silo);
        }

        return await table.UpdateRow(entry, row.Item2, data.Version.Next()) && await ShowAsync();
    }

    /// <summary>
    /// An active silo, unless it has given the table no sign of life for long: where all others ended at once, nobody else is left to vote.
    /// </summary>
    private bool MayVote(MembershipEntry silo, DateTime now) =>
        silo.Status == SiloStatus.Active
        && (silo.SiloAddress.Equals(Self) || now - silo.IAmAliveTime < MissedSignsOfLife * options.IAmAliveTablePublishTimeout);

    private async Task PublishAliveAsync() => await table.UpdateIAmAlive(new MembershipEntry
    {
        SiloAddress = Self,
        IAmAliveTime = time.GetUtcNow().UtcDateTime,
    });

    private async Task UntilTrueAsync(Func<Task<bool>> attempt)
    {
        while (!await attempt())
        {
            _stopped.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task RepeatAsync(TimeSpan period, Func<Task> work)
    {
        using var timer = new PeriodicTimer(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopped.Token))
            {
                await TryAsync(work);
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
#pragma warning disable CA1031 // A table that is away is tried again; the cluster goes on without it meanwhile.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogTableFailed(logger, exception.Message);
        }
    }

    [LoggerMessage(171, LogLevel.Information, "{Silo} has joined the cluster, which has {Count} active silos now.")]
    private static partial void LogJoined(ILogger logger, SiloAddress silo, int count);

    [LoggerMessage(172, LogLevel.Warning, "{Silo} is suspected: {Reason}")]
    private static partial void LogSuspected(ILogger logger, SiloAddress silo, string reason);

    [LoggerMessage(173, LogLevel.Warning, "{Silo} is declared dead.")]
    private static partial void LogDeclaring(ILogger logger, SiloAddress silo);

    [LoggerMessage(174, LogLevel.Critical, "{Silo}, this silo, was declared dead by the others; the process ends.")]
    private static partial void LogDeclaredDead(ILogger logger, SiloAddress silo);

    [LoggerMessage(175, LogLevel.Warning, "The membership table does not answer: {Reason}")]
    private static partial void LogTableFailed(ILogger logger, string reason);

    [LoggerMessage(176, LogLevel.Warning, "This silo's status {Status} could not be written: {Reason}")]
    private static partial void LogNotWritten(ILogger logger, SiloStatus status, string reason);
}
