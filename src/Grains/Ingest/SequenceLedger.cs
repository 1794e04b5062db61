using Fabric.Discord.Gateway;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Which dispatches' effects are durable. Dispatches begin in order and end in any; the durable number is the highest before which
/// none is open. Thread-safe.
/// </summary>
internal sealed class SequenceLedger
{
    private readonly Lock _lock = new();
    private readonly Queue<Entry> _open = new();
    private Entry? _last;
    private string? _sessionId;
    private long _durable;

    /// <summary>The sequence number up to which everything is durable.</summary>
    public long Durable
    {
        get
        {
            lock (_lock)
            {
                return _durable;
            }
        }
    }

    /// <summary>Begins anew: a session has begun, or is resumed after a number.</summary>
    public void Reset(string? sessionId, long sequence)
    {
        lock (_lock)
        {
            _open.Clear();
            (_sessionId, _durable) = (sessionId, sequence);
        }
    }

    /// <summary>A session as it is to be resumed; null for one that has not begun here, whose numbers are others.</summary>
    public GatewaySession? DurableOf(GatewaySession? session)
    {
        lock (_lock)
        {
            return session is not null && session.SessionId == _sessionId ? session with { Sequence = _durable } : null;
        }
    }

    /// <summary>Notes a dispatch with a number of effects that are not durable yet.</summary>
    public Entry Begin(long sequence, int effects)
    {
        var entry = new Entry(this, sequence, effects);
        lock (_lock)
        {
            _open.Enqueue(entry);
            _last = entry;
            Advance();
        }

        return entry;
    }

    /// <summary>Notes a dispatch without effects: it ends with the last one before it that is open, and takes no room.</summary>
    public void Pass(long sequence)
    {
        lock (_lock)
        {
            if (_open.Count > 0)
            {
                _last!.Sequence = sequence;
            }
            else
            {
                _durable = sequence;
            }
        }
    }

    private void Advance()
    {
        while (_open.TryPeek(out var first) && first.Effects == 0)
        {
            _durable = first.Sequence;
            _open.Dequeue();
        }
    }

    /// <summary>One dispatch.</summary>
    internal sealed class Entry(SequenceLedger ledger, long sequence, int effects)
    {
        /// <summary>The number of the last dispatch that ends with it.</summary>
        public long Sequence { get; internal set; } = sequence;

        public int Effects { get; private set; } = effects;

        /// <summary>It turns out to have more effects. To be said while one is open.</summary>
        public void Add(int effects)
        {
            lock (ledger._lock)
            {
                Effects += effects;
            }
        }

        /// <summary>One of its effects is durable.</summary>
        public void EffectIsDurable()
        {
            lock (ledger._lock)
            {
                Effects--;
                ledger.Advance();
            }
        }
    }
}
