using System.Globalization;
using Fabric.Abstractions.Cluster;
using Fabric.Grains.Cluster;
using Fabric.Grains.Ingest;

namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>Sends audio packets, ten a second in place of fifty.</summary>
internal sealed class PlayerActivation(Silo silo, string entity) : Activation(silo, entity, EntityClass.AudiblePlayer)
{
    private static readonly TimeSpan PacketPeriod = TimeSpan.FromMilliseconds(100);

    protected override void OnStarted() => Silo.Every(PacketPeriod, Send);

    protected override EntityRecord Content(EntityRecord record) => record;
}

/// <summary>Holds a gateway connection: sends heartbeats, stores the effects of dispatches, and then how far it has come.</summary>
internal sealed class ShardActivation(Silo silo, string entity) : Activation(silo, entity, EntityClass.Shard)
{
    private static readonly TimeSpan HeartbeatPeriod = TimeSpan.FromMilliseconds(400);

    private readonly SequenceLedger _ledger = new();

    public void OnDispatch(long sequence)
    {
        if (!IsActing)
        {
            return;
        }

        var entry = _ledger.Begin(sequence, effects: 1);
        if (!Silo.Rules.DurableBeforeSequenceAdvances)
        {
            entry.EffectIsDurable();
        }

        Persist(entry);
    }

    protected override void OnStarted()
    {
        _ledger.Reset("session", Record.Sequence);
        Silo.Cluster.Outside.Resume(this, Record.Sequence);
        Silo.Every(HeartbeatPeriod, Send);
    }

    protected override EntityRecord Content(EntityRecord record) => record with { Sequence = _ledger.Durable };

    protected override bool IsDirty => _ledger.Durable != Record.Sequence;

    private void Persist(SequenceLedger.Entry entry) => Silo.Cluster.Store.Call(
        Silo,
        _ =>
        {
            Silo.Cluster.Outside.OnEffect(Entity, entry.Sequence);
            return true;
        },
        _ =>
        {
            if (Silo.Rules.DurableBeforeSequenceAdvances)
            {
                entry.EffectIsDurable();
            }
        },
        () => Persist(entry));
}

/// <summary>Logs events for a client, and gives them to the gateway that asks.</summary>
internal sealed class SessionActivation(Silo silo, string entity) : Activation(silo, entity, EntityClass.Session)
{
    private static readonly TimeSpan EventPeriod = TimeSpan.FromMilliseconds(300);

    private EventLog<string> _log = new(0, []);
    private int _made;

    /// <summary>Where a gateway without memory of this session begins; null while this activation may not act.</summary>
    public object? Attach() => MaySend ? _log.Acknowledged : null;

    /// <summary>A gateway has sent everything up to a number: the events after it.</summary>
    public EventBatch? Pull(long sent)
    {
        if (!MaySend)
        {
            return null;
        }

        _log.Acknowledge(sent);
        var (first, events) = Silo.Rules.StoredBeforeSent ? _log.After(sent) : (Math.Max(sent, _log.Acknowledged) + 1, Undurable(sent));
        return new EventBatch(first, [.. events]);
    }

    protected override void OnStarted()
    {
        _log = new EventLog<string>(Record.Acknowledged, Record.Events);
        Silo.Every(EventPeriod, Make);
    }

    protected override EntityRecord Content(EntityRecord record) => record with { Acknowledged = _log.Acknowledged, Events = [.. _log.Events] };

    protected override bool IsDirty => _log.Last > _log.Durable || _log.Acknowledged != Record.Acknowledged;

    protected override void OnStored(EntityRecord record)
    {
        _log.OnStored(record.Acknowledged + record.Events.Count);
        if (_log.Last > _log.Durable)
        {
            Write();
        }
    }

    private void Make()
    {
        if (MaySend && Silo.Cluster.AreEventsMade)
        {
            _log.Append(string.Create(CultureInfo.InvariantCulture, $"{Silo.Id}/{Epoch}/{_made++}"));
            Write();
        }
    }

    private List<string> Undurable(long sent) => [.. _log.Events.Skip((int)(Math.Max(sent, _log.Acknowledged) - _log.Acknowledged))];
}
