using Fabric.Abstractions.Sessions;

namespace Fabric.Edge.Lavalink.Socket;

/// <summary>When the <c>stats</c> of a session are due: each period after it began, whichever sockets it has had (lavalink.md §1.4, §4.3).</summary>
internal static class StatsSchedule
{
    /// <summary>How long it is until the next are due.</summary>
    /// <param name="age">How long ago the session began.</param>
    /// <param name="period">From one to the next.</param>
    public static TimeSpan UntilNext(TimeSpan age, TimeSpan period) => period - TimeSpan.FromTicks(age.Ticks % period.Ticks);

    /// <summary>Whether any were due while the session had no socket.</summary>
    /// <param name="resumption">How long that was.</param>
    /// <param name="period">From one to the next.</param>
    public static bool HasMissed(SessionResumption resumption, TimeSpan period) =>
        resumption.Age.Ticks / period.Ticks > (resumption.Age - resumption.Away).Ticks / period.Ticks;
}
