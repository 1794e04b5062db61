using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>The lease of this process. Whoever acts asks it without a lock; what changes it takes turns.</summary>
internal sealed class SiloLease(SiloId self, FailoverOptions options, TimeProvider time) : ISiloLease
{
    private readonly Lock _lock = new();
    private readonly SiloLeaseMachine _machine = new(self, options);
    private long _heldUntil = TimeSpan.MinValue.Ticks;

    /// <summary>Which silo this is.</summary>
    public SiloId Self => self;

    /// <inheritdoc />
    public bool Holds => time.Monotonic().Ticks < Volatile.Read(ref _heldUntil);

    /// <summary>Notices that the time is over.</summary>
    public LeaseStanding Look()
    {
        var standing = LeaseStanding.Starting;
        Change((machine, now) => standing = machine.Look(now));
        return standing;
    }

    /// <inheritdoc cref="SiloLeaseMachine.OnRenewing" />
    public void OnRenewing(IReadOnlyCollection<SiloId> members) => Change((machine, now) => machine.OnRenewing(members, now));

    /// <inheritdoc cref="SiloLeaseMachine.OnRenewed" />
    public void OnRenewed(IReadOnlyCollection<SiloId> members, TimeSpan started) => Change((machine, now) => machine.OnRenewed(members, started, now));

    /// <inheritdoc cref="SiloLeaseMachine.OnAnswered" />
    public void OnAnswered(SiloId peer, TimeSpan started) => Change((machine, now) => machine.OnAnswered(peer, started, now));

    /// <summary>Acts no more: somebody has declared the silo lost, or it ends.</summary>
    public void GiveUp() => Change(static (machine, _) => machine.OnDeclaredLost());

    private void Change(Action<SiloLeaseMachine, TimeSpan> change)
    {
        lock (_lock)
        {
            change(_machine, time.Monotonic());
            Volatile.Write(ref _heldUntil, _machine.HeldUntil.Ticks);
        }
    }
}
