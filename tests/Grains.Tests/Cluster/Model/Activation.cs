using Fabric.Abstractions.Cluster;
using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>An entity in a silo: claims it, writes its row, acts, and writes its record while it acts.</summary>
internal abstract class Activation(Silo silo, string entity, EntityClass @class)
{
    private static readonly TimeSpan WritePeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private readonly EpochMachine _epoch = new(silo.Id);
    private EntityRecord _record = new(0, null);
    private long _tag;
    private bool _isWriting;
    private bool _mustRead;
    private bool _isOver;
    private bool _isStarted;
    private bool _actsEarly;

    public Silo Silo => silo;

    public string Entity => entity;

    public long Epoch => _epoch.Epoch;

    /// <summary>Whether it would send now, if it came to it.</summary>
    public bool MaySend => IsActing && (!silo.Rules.LeaseIsCheckedBeforeSending || silo.Holds);

    /// <summary>Whether it owns its entity, as far as it knows, and is at work.</summary>
    public bool IsActing => !_isOver && ((_isStarted && _epoch.IsOwner) || _actsEarly);

    protected EntityRecord Record => _record;

    public override string ToString() => $"{entity}@{silo.Id} in epoch {Epoch}";

    /// <summary>Reads the record and goes on from there. The end is told to the silo.</summary>
    public void Claim() => silo.Cluster.Store.Call(silo, store => store.Read<EntityRecord>(Key), OnRead, OnSilence);

    /// <summary>Falls silent for good.</summary>
    public void End() => _isOver = true;

    /// <summary>The content to be stored.</summary>
    protected abstract EntityRecord Content(EntityRecord record);

    protected virtual void OnStarted()
    {
    }

    /// <summary>A record as it was written is durable.</summary>
    protected virtual void OnStored(EntityRecord record)
    {
    }

    /// <summary>Whether there is something to be stored.</summary>
    protected virtual bool IsDirty => true;

    /// <summary>Sends for the guild, if it may.</summary>
    protected void Send()
    {
        if (MaySend)
        {
            silo.Cluster.Outside.OnSend(this, silo.Cluster.Silos);
        }
    }

    /// <summary>Writes the record, if it is at work and no write is under way.</summary>
    protected void Write()
    {
        if (!IsActing || !_isStarted || _isWriting)
        {
            return;
        }

        if (_mustRead)
        {
            _isWriting = true;
            Claim();
            return;
        }

        if (IsDirty)
        {
            Put(Content(_record));
        }
    }

    private string Key => $"entity/{entity}";

    private void OnRead((EntityRecord? Value, long Tag) read)
    {
        _isWriting = false;
        if (_isOver)
        {
            return;
        }

        var wasOwner = _epoch.IsOwner;
        (_record, _tag, _mustRead) = (read.Value ?? new EntityRecord(0, null), read.Tag, false);
        var isCleared = _record.Owner is { } owner && silo.IsCleared(owner);
        var step = _epoch.OnRead(_record.Epoch, _record.Owner, isCleared);
        if (step == ClaimStep.Act && wasOwner)
        {
            Write();
            return;
        }

        Take(step);
    }

    private void Take(ClaimStep step)
    {
        switch (step)
        {
            case ClaimStep.Raise when silo.Holds || !silo.Rules.LeaseIsCheckedBeforeSending:
                _actsEarly = !silo.Rules.EpochIsRaisedBeforeEffects;
                if (_actsEarly)
                {
                    Begin();
                }

                Put(_record with { Epoch = _epoch.Epoch, Owner = silo.Id });
                break;
            case ClaimStep.Read:
                silo.AfterLocal(RetryDelay, Claim);
                break;
            case ClaimStep.Act:
                silo.Cluster.Store.Call(silo, store => WriteRow(store, new WatchdogRow(entity, @class, silo.Id, Epoch)), OnRow, () => Retry(ClaimStep.Act));
                break;
            default:
                GiveUp();
                break;
        }
    }

    private void Retry(ClaimStep step)
    {
        if (!_isOver)
        {
            Take(step);
        }
    }

    private void OnRow(bool isWritten)
    {
        if (_isOver)
        {
            return;
        }

        if (!isWritten)
        {
            silo.AfterLocal(RetryDelay, Claim);
            return;
        }

        _actsEarly = false;
        if (silo.Rules.LeaseIsCheckedBeforeSending && !silo.Holds)
        {
            GiveUp();
            return;
        }

        Begin();
        silo.OnClaimed(this);
    }

    private void Begin()
    {
        if (_isStarted)
        {
            return;
        }

        _isStarted = true;
        if (silo.World.IsTraced)
        {
            silo.World.Note($"{this} begins");
        }

        OnStarted();
        silo.Every(WritePeriod, Write);
    }

    private void Put(EntityRecord record)
    {
        _isWriting = true;
        var expected = _tag;
        silo.Cluster.Store.Call(silo, store => store.Write(Key, record, expected), tag => OnPut(record, tag), OnSilence);
    }

    private void OnPut(EntityRecord record, long? tag)
    {
        _isWriting = false;
        if (_isOver)
        {
            return;
        }

        if (tag is not { } written)
        {
            _mustRead = true;
            if (_epoch.OnConflict() == ClaimStep.Read)
            {
                silo.AfterLocal(RetryDelay, Claim);
            }

            return;
        }

        var wasOwner = _epoch.IsOwner;
        (_record, _tag) = (record, written);
        var step = _epoch.OnWritten();
        if (wasOwner)
        {
            OnStored(record);
        }
        else
        {
            Take(step);
        }
    }

    private void OnSilence()
    {
        _isWriting = false;
        if (_isOver)
        {
            return;
        }

        _mustRead = true;
        if (_epoch.OnStoreAway() == ClaimStep.Read)
        {
            silo.AfterLocal(RetryDelay, Claim);
        }
    }

    private void GiveUp()
    {
        End();
        silo.OnGivenUp(this);
    }

    private static bool WriteRow(Store store, WatchdogRow row)
    {
        var (current, tag) = store.Read<WatchdogRow>($"row/{row.Entity}");
        return (current is null || current.Epoch <= row.Epoch) && store.Write($"row/{row.Entity}", row, tag) is not null;
    }
}
