using System.Runtime.InteropServices;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;

namespace Fabric.Grains.Ingest;

/// <summary>
/// What presence grains hold in memory alone: which dispatches wait for it, and whom to ask about next. It decides; the
/// <see cref="EffectConfirmer" /> asks. Users are asked about in turn by a few askers, so that an outage costs the same however many there
/// are. Thread-safe.
/// </summary>
/// <param name="limit">How many effects may be remembered for nothing; each above them costs its sender's place, until it is durable.</param>
/// <param name="maxAskers">How many questions may be under way.</param>
internal sealed class UnconfirmedEffects(int limit, int maxAskers)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<UserId, OfUser> _users = [];
    private readonly Queue<UserId> _toAsk = new();
    private int _count;
    private int _askers;
    private bool _hasLost;

    /// <summary>How many effects there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>Whether some are lost: only Discord has them still, and tells them again when the session is resumed after the durable number.</summary>
    public bool HasLost
    {
        get
        {
            lock (_lock)
            {
                return _hasLost;
            }
        }
    }

    /// <summary>Notes that the effect of an observation, one of its dispatch's, is held by an activation.</summary>
    /// <returns>How many places its sender may have back now: one or none.</returns>
    public int Add(SequenceLedger.Entry entry, UserObservation seen, Guid heldBy)
    {
        lock (_lock)
        {
            if (!_users.TryGetValue(seen.User, out var user))
            {
                _users[seen.User] = user = new OfUser(heldBy);
                _toAsk.Enqueue(seen.User);
            }

            // Another activation answers now, so the first one is gone.
            _hasLost |= user.HeldBy != heldBy;
            user.Add(entry, seen.Observation);
            _count++;
            return _count <= limit ? 1 : 0;
        }
    }

    /// <summary>Whether one more asker is of use. One that was begun asks until <see cref="TryAsk" /> is false.</summary>
    public bool TryBeginAsking()
    {
        lock (_lock)
        {
            var isOfUse = _toAsk.Count > 0 && _askers < maxAskers;
            _askers += isOfUse ? 1 : 0;
            return isOfUse;
        }
    }

    /// <summary>The next question; false when there is none, which ends the asker.</summary>
    public bool TryAsk(out Question question)
    {
        lock (_lock)
        {
            if (_toAsk.TryDequeue(out var next))
            {
                question = new Question(next, _users[next].HeldBy, _users[next].Count);
                return true;
            }

            question = default;
            _askers--;
            return false;
        }
    }

    /// <summary>What was answered, or <see cref="Durability.Pending" /> where nothing was.</summary>
    /// <returns>How many places senders may have back now.</returns>
    public int OnAnswer(Question question, Durability answer)
    {
        lock (_lock)
        {
            _hasLost |= answer == Durability.Lost;
            var places = answer == Durability.Durable ? Confirm(question) : 0;
            if (answer != Durability.Lost && _users.ContainsKey(question.User))
            {
                _toAsk.Enqueue(question.User);
            }

            return places;
        }
    }

    /// <summary>Those who were seen in a guild, which the index may not know of yet.</summary>
    public UserId[] SeenIn(GuildId guild)
    {
        lock (_lock)
        {
            return [.. _users.Where(user => user.Value.WasSeenIn(guild)).Select(static user => user.Key)];
        }
    }

    private int Confirm(Question question)
    {
        var user = _users[question.User];
        user.Confirm(question.Count);
        if (user.Count == 0)
        {
            _users.Remove(question.User);
        }

        var kept = Math.Max(0, _count - limit);
        _count -= question.Count;
        return kept - Math.Max(0, _count - limit);
    }

    /// <summary>What is to be asked: whether the activation has stored what it held of the user, which is that many effects.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Question(UserId User, Guid HeldBy, int Count);

    private sealed class OfUser(Guid heldBy)
    {
        private readonly List<SequenceLedger.Entry> _entries = [];
        private HashSet<GuildId>? _guilds;

        public Guid HeldBy => heldBy;

        public int Count => _entries.Count;

        public void Add(SequenceLedger.Entry entry, PresenceObservation observation)
        {
            _entries.Add(entry);
            if (observation.Kind is ObservationKind.Listed or ObservationKind.Requested)
            {
                (_guilds ??= []).Add(observation.Guild);
            }
        }

        public bool WasSeenIn(GuildId guild) => _guilds?.Contains(guild) == true;

        public void Confirm(int count)
        {
            for (var index = 0; index < count; index++)
            {
                _entries[index].EffectIsDurable();
            }

            _entries.RemoveRange(0, count);
        }
    }
}
