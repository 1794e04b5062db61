using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Fabric.Grains.Cluster;

/// <summary>
/// Carries out what the survivor machine asks for: probes the others, and finds out about those who fall silent. Nothing waits for anything
/// else here, for any of it may stay without an answer.
/// </summary>
internal sealed partial class SiloWatch(
    SiloLease lease,
    SiloProbes probes,
    SiloRecords records,
    ActiveSilos active,
    ISiloPorts ports,
    ISiloStatusOracle oracle,
    IGrainFactory grains,
    IOptions<FailoverOptions> options,
    TimeProvider time,
    ILogger<SiloWatch> logger) : BackgroundService, ITakeover, ISiloStatusListener
{
    private readonly Lock _lock = new();
    private readonly SurvivorMachine _machine = new(lease.Self, options.Value);
    private readonly HashSet<SurvivorEffect> _underWay = [];
    private readonly Pulse _pulse = new();
    private HashSet<SiloId> _known = [];

    private SiloId Self => lease.Self;

    private TimeSpan Now => time.Monotonic();

    /// <inheritdoc />
    public bool IsCleared(SiloId silo)
    {
        lock (_lock)
        {
            _machine.Watch(silo);
            return _machine.IsCleared(silo, Now);
        }
    }

    /// <inheritdoc />
    public bool IsSuspect(SiloId silo)
    {
        lock (_lock)
        {
            return _machine.Suspects.Contains(silo);
        }
    }

    /// <inheritdoc />
    public async Task<bool> AskToReleaseAsync(SiloId silo, EntityId entity)
    {
        if (!active.Silos.Contains(silo))
        {
            return false;
        }

        try
        {
            await grains.GetGrain<ISiloProbeGrain>(SiloProbeKey.Of(silo)).ReleaseAsync(entity.ToString());
            return true;
        }
#pragma warning disable CA1031 // Whoever asks waits, and asks again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotReleased(exception, entity, silo);
            return false;
        }
    }

    /// <inheritdoc />
    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead)
        {
            Tell(machine => machine.OnVerdict(updatedSilo.ToId()));
        }

        _pulse.Set();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        oracle.SubscribeToSiloStatusEvents(this);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (oracle.CurrentStatus == SiloStatus.Active)
            {
                Tick(stoppingToken);
            }

            await _pulse.WaitAsync(options.Value.RenewalPeriod, time, stoppingToken);
        }

        oracle.UnSubscribeFromSiloStatusEvents(this);
    }

    private void Tick(CancellationToken stopping)
    {
        var silos = oracle.GetApproximateSiloStatuses(onlyActive: true).Keys.Select(static silo => silo.ToId()).ToArray();
        active.Silos = silos;
        Tell(machine => machine.OnMembers(silos, Now));
        foreach (var silo in silos)
        {
            // One that is new speaks for itself by the next round: until it has called its own grain, a probe would put that elsewhere.
            if (silo == Self || _known.Contains(silo))
            {
                _ = ProbeAsync(silo);
            }
        }

        _known = [.. silos];
        IReadOnlyList<SurvivorEffect> effects = [];
        Tell(machine => effects = machine.Tick(Now));
        foreach (var effect in effects)
        {
            _ = CarryOutAsync(effect, stopping);
        }
    }

    private async Task ProbeAsync(SiloId silo)
    {
        var started = Now;
        try
        {
            if (await grains.GetGrain<ISiloProbeGrain>(SiloProbeKey.Of(silo)).AnswerAsync(Self) && silo != Self)
            {
                lease.OnAnswered(silo, started);
                Tell(machine => machine.OnAnswered(silo, Now));
            }
        }
#pragma warning disable CA1031 // No answer is an answer: the machines count by it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotAnswered(exception, silo);
        }
    }

    private async Task CarryOutAsync(SurvivorEffect effect, CancellationToken stopping)
    {
        lock (_lock)
        {
            if (!_underWay.Add(effect))
            {
                return;
            }
        }

        try
        {
            await (effect switch
            {
                SurvivorEffect.ReadRecord => ReadRecordAsync(effect.Silo),
                SurvivorEffect.MarkGone => MarkGoneAsync(effect.Silo),
                SurvivorEffect.AskToRefuse ask => AskToRefuseAsync(ask.Silo, ask.Peer),
                _ => LookForProcessAsync(effect.Silo, stopping),
            });
        }
#pragma warning disable CA1031 // What came to nothing is asked for again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotFoundOut(exception, effect.Silo, effect.GetType().Name);
        }
        finally
        {
            Tell(_ => _underWay.Remove(effect));
        }
    }

    private async Task<StoredSilo> ReadRecordAsync(SiloId silo)
    {
        var stored = new StoredSilo();
        await records.ReadAsync(silo, stored);
        Tell(machine => machine.OnRecord(silo, stored.RecordExists ? stored.State : null, Now));
        return stored;
    }

    /// <summary>Where somebody else has written it meanwhile, it is read again in the next round.</summary>
    private async Task MarkGoneAsync(SiloId silo)
    {
        var stored = await ReadRecordAsync(silo);
        if (stored.State.IsGone)
        {
            return;
        }

        stored.State.IsGone = true;
        try
        {
            await records.WriteAsync(silo, stored);
        }
        catch (InconsistentStateException)
        {
            return;
        }

        LogMarked(silo);
        Tell(machine => machine.OnRecord(silo, stored.State, Now));
        _pulse.Set();
    }

    private async Task AskToRefuseAsync(SiloId silo, SiloId peer)
    {
        var age = peer == Self ? probes.Refuse(silo) : await grains.GetGrain<ISiloProbeGrain>(SiloProbeKey.Of(peer)).RefuseAsync(silo);
        Tell(machine => machine.OnRefused(silo, peer, age, Now));
    }

    private async Task LookForProcessAsync(SiloId silo, CancellationToken stopping)
    {
        if (silo.Locate() is not { } place)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(options.Value.RenewalPeriod);
        if (HasSuccessor(place) || await ports.RefusesAsync(place.EndPoint, limit.Token))
        {
            LogProcessGone(silo);
            Tell(machine => machine.OnProcessGone(silo, Now));
        }
    }

    /// <summary>Whether a later life of a silo is active where this one listened.</summary>
    private bool HasSuccessor((System.Net.IPEndPoint EndPoint, int Generation) place) =>
        Array.Exists(active.Silos, silo => silo.Locate() is { } other && other.EndPoint.Equals(place.EndPoint) && other.Generation > place.Generation);

    private void Tell(Action<SurvivorMachine> tell)
    {
        lock (_lock)
        {
            tell(_machine);
        }
    }

    [LoggerMessage(3013, LogLevel.Debug, "Silo {Silo} did not answer a probe")]
    private partial void LogNotAnswered(Exception exception, SiloId silo);

    [LoggerMessage(3014, LogLevel.Debug, "Nothing was found out about silo {Silo} by {Step}; it is tried again")]
    private partial void LogNotFoundOut(Exception exception, SiloId silo, string step);

    [LoggerMessage(3015, LogLevel.Warning, "Silo {Silo} is lost: its record says so from now on")]
    private partial void LogMarked(SiloId silo);

    [LoggerMessage(3020, LogLevel.Warning, "Silo {Silo} did not say that it has let go of {Entity}; it is asked again")]
    private partial void LogNotReleased(Exception exception, EntityId entity, SiloId silo);

    [LoggerMessage(3016, LogLevel.Information, "The process of silo {Silo} has ended")]
    private partial void LogProcessGone(SiloId silo);
}
