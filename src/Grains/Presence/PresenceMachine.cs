using Fabric.Abstractions.Presence;

namespace Fabric.Grains.Presence;

/// <summary>
/// The rules of a presence (lanyard.md §3): the user object comes from member objects only; a presence replaces the last
/// wholesale; a member listed without presence keeps the one known until an answer to a member request says otherwise, so that a
/// new session shows nobody falsely offline.
/// </summary>
internal static class PresenceMachine
{
    /// <summary>Applies an observation to the state and says what that changed. The version is the caller's to raise.</summary>
    public static PresenceChange Apply(PresenceState state, PresenceObservation observation)
    {
        var wasMonitored = state.Guilds.Count > 0;
        return observation.Kind switch
        {
            ObservationKind.Left => Leave(state, observation),
            ObservationKind.PresenceChanged => wasMonitored && TakePresence(state, observation.Presence) ? PresenceChange.Changed : PresenceChange.None,
            ObservationKind.UserChanged => wasMonitored && TakeUser(state, observation.User) ? PresenceChange.Changed : PresenceChange.None,
            _ => See(state, observation, wasMonitored),
        };
    }

    private static PresenceChange See(PresenceState state, PresenceObservation observation, bool wasMonitored)
    {
        var isNewGuild = !state.Guilds.Contains(observation.Guild);
        if (isNewGuild)
        {
            state.Guilds.Add(observation.Guild);
        }

        var mayKeepPresence = wasMonitored && observation.Kind == ObservationKind.Listed;
        var changed = TakeUser(state, observation.User);
        changed |= observation.Presence.IsEmpty && mayKeepPresence ? false : TakePresence(state, observation.Presence);
        return (wasMonitored, changed, isNewGuild) switch
        {
            (false, _, _) => PresenceChange.Joined,
            (_, true, _) => PresenceChange.Changed,
            (_, _, true) => PresenceChange.Stored,
            _ => PresenceChange.None,
        };
    }

    private static PresenceChange Leave(PresenceState state, PresenceObservation observation)
    {
        if (!state.Guilds.Remove(observation.Guild))
        {
            return PresenceChange.None;
        }

        if (state.Guilds.Count > 0)
        {
            return PresenceChange.Stored;
        }

        TakePresence(state, default);
        return PresenceChange.Left;
    }

    private static bool TakeUser(PresenceState state, ReadOnlyMemory<byte> user)
    {
        if (user.IsEmpty || user.Span.SequenceEqual(state.User.Span))
        {
            return false;
        }

        state.User = user;
        return true;
    }

    private static bool TakePresence(PresenceState state, ReadOnlyMemory<byte> presence)
    {
        var parts = PresenceParts.Read(presence);
        if (parts.Status == state.Status && parts.Clients == state.Clients && parts.Activities.Span.SequenceEqual(state.Activities.Span))
        {
            return false;
        }

        // A copy, so that the rest of the presence is not kept with it.
        (state.Status, state.Clients, state.Activities) = (parts.Status, parts.Clients, parts.Activities.ToArray());
        return true;
    }
}
