using System.Globalization;
using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>A silo: the product's machines, and around them what carries their questions out.</summary>
internal sealed class Silo(World world, Cluster cluster, string host) : Process(world, host)
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, Activation> _activations = new(StringComparer.Ordinal);
    private SiloLeaseMachine _lease = null!;
    private ProbeAnswers _answers = null!;
    private SurvivorMachine _survivor = null!;
    private WatchdogMachine _watchdog = null!;
    private SiloId[] _members = [];
    private long _beat;
    private long _tag;
    private bool _mustRead;
    private bool _isRenewing;

    public Cluster Cluster => cluster;

    public ModelRules Rules => cluster.Rules;

    public SiloId Id { get; private set; }

    /// <summary>Whether the lease holds, by this process' clock.</summary>
    public bool Holds => _lease.Holds(Clock);

    public Activation? Find(string entity) => _activations.GetValueOrDefault(entity);

    /// <summary>Whether others may act for a silo. One that an entity belongs to and that is no member is found out about.</summary>
    public bool IsCleared(SiloId silo)
    {
        if (silo.Value.Length == 0)
        {
            return true;
        }

        _survivor.Watch(silo);
        return _survivor.IsCleared(silo, Clock);
    }

    public bool TryAnswer(SiloId prober) => _answers.TryAnswer(prober, Clock);

    /// <summary>The engine says that a silo is dead, rightly or not.</summary>
    public void OnVerdict(SiloId silo) => _survivor.OnVerdict(silo);

    /// <summary>Ends in order: acts no more, says so in its record, and is gone.</summary>
    public void Leave()
    {
        EndAll();
        _lease.OnDeclaredLost();
        var (members, beat, tag) = (_members, _beat, _tag);
        cluster.Store.Call(
            this,
            store => store.Write(SiloEntry.KeyOf(Id), new SiloEntry(Id, new SiloRecord { Beat = beat, Members = Names(members), IsGone = true, HasLeft = true }), tag),
            _ => cluster.Exit(this),
            () => cluster.Exit(this));
    }

    public void OnClaimed(Activation activation) => _watchdog.OnReactivated(activation.Entity);

    public void OnGivenUp(Activation activation)
    {
        if (Find(activation.Entity) == activation)
        {
            _activations.Remove(activation.Entity);
        }

        _watchdog.OnFailed(activation.Entity, Clock);
    }

    protected override void OnStarted()
    {
        Id = new SiloId(string.Create(CultureInfo.InvariantCulture, $"{Host}.{Life}"));
        _lease = new SiloLeaseMachine(Id, Rules.Options);
        _answers = new ProbeAnswers();
        _survivor = new SurvivorMachine(Id, Rules.Options);
        _watchdog = new WatchdogMachine(Id, Rules.Options);
        (_members, _beat, _tag, _mustRead, _isRenewing) = ([Id], 0, 0, false, false);
        _activations.Clear();
        Every(Rules.Options.RenewalPeriod, Renew);
        Every(Rules.Options.RenewalPeriod, Probe);
        Every(Rules.Options.RenewalPeriod, Survive);
        Every(SweepPeriod, Sweep);
        Every(LookPeriod, Look);
    }

    protected override void OnCrashed() => EndAll();

    private static string[] Names(IEnumerable<SiloId> silos) => [.. silos.Select(static silo => silo.Value)];

    private void EndAll()
    {
        foreach (var activation in _activations.Values)
        {
            activation.End();
        }

        _activations.Clear();
    }

    /// <summary>Without a lease the process exits.</summary>
    private void Look()
    {
        if (_lease.Look(Clock) == LeaseStanding.Lost && Rules.LeaseIsCheckedBeforeSending)
        {
            cluster.Exit(this);
        }
    }

    private void Renew()
    {
        if (_isRenewing)
        {
            return;
        }

        _isRenewing = true;
        if (_mustRead)
        {
            cluster.Store.Call(this, store => store.Read<SiloEntry>(SiloEntry.KeyOf(Id)), OnOwnRecord, OnRenewalSilence);
            return;
        }

        var (members, started, beat, expected) = (_members, Clock, ++_beat, _tag);
        _lease.OnRenewing(members, started);
        var entry = new SiloEntry(Id, new SiloRecord { Beat = beat, Members = Names(members) });
        cluster.Store.Call(this, store => store.Write(SiloEntry.KeyOf(Id), entry, expected), tag => OnRenewed(members, started, tag), OnRenewalSilence);
    }

    private void OnRenewed(SiloId[] members, TimeSpan started, long? tag)
    {
        _isRenewing = false;
        if (tag is { } written)
        {
            _tag = written;
            _lease.OnRenewed(members, Rules.LeaseCountsFromTheRequest ? started : Clock, Clock);
        }
        else
        {
            _mustRead = true;
            Renew();
        }
    }

    private void OnRenewalSilence()
    {
        _isRenewing = false;
        _mustRead = true;
    }

    private void OnOwnRecord((SiloEntry? Entry, long Tag) read)
    {
        (_isRenewing, _mustRead, _tag) = (false, false, read.Tag);
        if (read.Entry is { Record.IsGone: true })
        {
            _lease.OnDeclaredLost();
            return;
        }

        _beat = Math.Max(_beat, read.Entry?.Record.Beat ?? 0);
        Renew();
    }

    private void Probe()
    {
        foreach (var silo in cluster.Silos)
        {
            if (silo == this || !silo.IsAlive || !_members.Contains(silo.Id))
            {
                continue;
            }

            var (started, peer) = (Clock, silo.Id);
            cluster.Network.Ask<object>(this, silo, () => silo.Id == peer && silo.TryAnswer(Id) ? silo : null, _ => OnAnswered(peer, started));
        }
    }

    private void OnAnswered(SiloId peer, TimeSpan started)
    {
        _lease.OnAnswered(peer, Rules.LeaseCountsFromTheRequest ? started : Clock, Clock);
        _survivor.OnAnswered(peer, Clock);
    }

    private void Survive()
    {
        foreach (var effect in _survivor.Tick(Clock))
        {
            switch (effect)
            {
                case SurvivorEffect.ReadRecord:
                    cluster.Store.Call(this, store => store.Read<SiloEntry>(SiloEntry.KeyOf(effect.Silo)), read => OnRecord(effect.Silo, read), static () => { });
                    break;
                case SurvivorEffect.MarkGone:
                    cluster.Store.Call(this, store => store.Read<SiloEntry>(SiloEntry.KeyOf(effect.Silo)), read => Mark(effect.Silo, read), static () => { });
                    break;
                case SurvivorEffect.AskToRefuse ask:
                    AskToRefuse(ask.Silo, ask.Peer);
                    break;
                default:
                    cluster.LookForProcess(this, effect.Silo, () => _survivor.OnProcessGone(effect.Silo, Clock));
                    break;
            }
        }
    }

    private void OnRecord(SiloId silo, (SiloEntry? Entry, long Tag) read) => _survivor.OnRecord(silo, read.Entry?.Record, Clock);

    private void Mark(SiloId silo, (SiloEntry? Entry, long Tag) read)
    {
        OnRecord(silo, read);
        if (read.Entry is { Record.IsGone: true })
        {
            return;
        }

        var record = new SiloRecord { Beat = read.Entry?.Record.Beat ?? 0, Members = read.Entry?.Record.Members ?? [], IsGone = true };
        if (!Rules.LostSilosAreMarkedAndRefused)
        {
            _survivor.OnRecord(silo, record, Clock);
            return;
        }

        cluster.Store.Call(
            this,
            store => store.Write(SiloEntry.KeyOf(silo), new SiloEntry(silo, record), read.Tag),
            tag =>
            {
                if (tag is not null)
                {
                    _survivor.OnRecord(silo, record, Clock);
                }
            },
            static () => { });
    }

    private void AskToRefuse(SiloId silo, SiloId peer)
    {
        if (peer == Id || !Rules.LostSilosAreMarkedAndRefused)
        {
            _survivor.OnRefused(silo, peer, _answers.Refuse(silo, Clock), Clock);
            return;
        }

        if (cluster.Silos.FirstOrDefault(one => one.Id == peer) is { } asked)
        {
            cluster.Network.Ask(this, asked, () => asked.Id == peer ? asked.Refuse(silo) : null, age => _survivor.OnRefused(silo, peer, age.Value, Clock));
        }
    }

    private Age Refuse(SiloId silo) => new(_answers.Refuse(silo, Clock));

    /// <summary>Reads who is a member and what must live, and brings back what this silo has to.</summary>
    private void Sweep() => cluster.Store.Call(
        this,
        static store => (Silos: store.All<SiloEntry>(), Rows: store.All<WatchdogRow>()),
        read => OnSwept([.. read.Silos.Where(static entry => !entry.Record.IsGone).Select(static entry => entry.Silo)], read.Rows),
        static () => { });

    private void OnSwept(SiloId[] members, List<WatchdogRow> rows)
    {
        _members = members.Contains(Id) ? members : [.. members, Id];
        _survivor.OnMembers(_members, Clock);
        foreach (var row in rows)
        {
            if (row.Silo.Value.Length > 0 && !_members.Contains(row.Silo))
            {
                _survivor.Watch(row.Silo);
            }
        }

        var suspects = _survivor.Suspects.ToHashSet();
        _watchdog.OnRows(rows, [.. _members.Where(member => !suspects.Contains(member))], IsCleared, entity => Find(entity) is { IsActing: true });
        foreach (var row in _watchdog.Next(Clock))
        {
            Reactivate(row);
        }
    }

    private void Reactivate(WatchdogRow row)
    {
        if (Find(row.Entity) is { } present)
        {
            if (present.IsActing)
            {
                _watchdog.OnReactivated(row.Entity);
            }

            return;
        }

        var activation = Model.Cluster.Create(this, row);
        _activations[row.Entity] = activation;
        activation.Claim();
    }

    private sealed record Age(TimeSpan? Value);
}
