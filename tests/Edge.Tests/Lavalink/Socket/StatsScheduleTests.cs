using Fabric.Abstractions.Sessions;
using Fabric.Edge.Lavalink.Socket;

namespace Fabric.Edge.Tests.Lavalink.Socket;

public sealed class StatsScheduleTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(0, 60)]
    [InlineData(1, 59)]
    [InlineData(60, 60)]
    [InlineData(179, 1)]
    public void The_next_are_due_at_the_next_minute_of_the_session(int age, int expected) =>
        StatsSchedule.UntilNext(TimeSpan.FromSeconds(age), Minute).ShouldBe(TimeSpan.FromSeconds(expected));

    [Theory]
    [InlineData(59, 59, false)]
    [InlineData(60, 1, true)]
    [InlineData(61, 1, false)]
    [InlineData(65, 0, false)]
    [InlineData(200, 190, true)]
    public void Some_were_missed_where_a_minute_ended_while_the_client_was_away(int age, int away, bool expected) =>
        StatsSchedule.HasMissed(new SessionResumption(TimeSpan.FromSeconds(age), TimeSpan.FromSeconds(away)), Minute).ShouldBe(expected);
}
