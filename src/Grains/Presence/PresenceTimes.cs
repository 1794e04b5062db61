namespace Fabric.Grains.Presence;

/// <summary>
/// When a user was first monitored and last seen. Noted only together with a change that is stored and told anyway: for these times alone
/// nothing is.
/// </summary>
internal static class PresenceTimes
{
    /// <summary>Whether the user is other than offline.</summary>
    public static bool IsSeen(PresenceState state) => state.Status is not null;

    /// <summary>Notes the times of a change that was made to the state.</summary>
    /// <param name="state">The state after it.</param>
    /// <param name="change">What it was.</param>
    /// <param name="wasSeen">Whether the user was other than offline before it.</param>
    /// <param name="now">The time.</param>
    public static void Take(PresenceState state, PresenceChange change, bool wasSeen, DateTimeOffset now)
    {
        var time = now.ToUnixTimeMilliseconds();
        if (change == PresenceChange.Joined && state.MonitoringSince == 0)
        {
            state.MonitoringSince = time;
        }

        if (wasSeen || IsSeen(state))
        {
            state.LastSeen = time;
        }
    }
}
