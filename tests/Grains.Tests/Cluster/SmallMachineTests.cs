using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Cluster;

/// <summary>Probe answers, failovers of a track, gateways, holds and the event log.</summary>
public sealed class SmallMachineTests
{
    private static readonly FailoverOptions Options = new();
    private static readonly GatewayId Gateway = new("g");

    [Fact]
    public void A_silo_that_is_refused_is_refused_for_good_and_the_last_answer_is_told()
    {
        var answers = new ProbeAnswers();
        var silo = new SiloId("a");
        answers.Refuse(new SiloId("never"), At(1)).ShouldBeNull();
        answers.TryAnswer(silo, At(1)).ShouldBeTrue();

        answers.Refuse(silo, At(3)).ShouldBe(At(2));

        answers.TryAnswer(silo, At(4)).ShouldBeFalse();
        answers.Refuse(silo, At(5)).ShouldBe(At(4), "the answer that was refused is none");
    }

    [Fact]
    public void The_third_failover_within_a_minute_ends_the_track()
    {
        var failovers = new TrackFailovers(Options);

        failovers.OnFailover("track", At(0)).ShouldBeTrue();
        failovers.OnFailover("track", At(30)).ShouldBeTrue();
        failovers.OnFailover("track", At(59)).ShouldBeFalse();
    }

    [Fact]
    public void Failovers_of_long_ago_of_another_track_or_of_none_do_not_count()
    {
        var failovers = new TrackFailovers(Options);
        failovers.OnFailover("track", At(0));
        failovers.OnFailover("track", At(30));

        failovers.OnFailover("track", At(60)).ShouldBeTrue();
        failovers.OnFailover("other", At(61)).ShouldBeTrue();
        failovers.OnFailover(null, At(62)).ShouldBeTrue();
        failovers.OnFailover("other", At(63)).ShouldBeTrue();
        failovers.Times.ShouldBe([At(63)]);
    }

    [Fact]
    public void A_gateway_is_alive_while_it_is_heard_of()
    {
        var registry = new GatewayRegistryMachine(Options);
        registry.StandingOf(Gateway, At(0)).ShouldBe(GatewayStanding.Lost);
        registry.OnRenewed(Gateway, isDraining: false, At(0)).ShouldBeTrue();
        registry.OnRenewed(Gateway, isDraining: false, At(1)).ShouldBeFalse();

        registry.StandingOf(Gateway, At(3.9)).ShouldBe(GatewayStanding.Alive);
        registry.Sweep(At(3.9)).ShouldBeEmpty();
        registry.StandingOf(Gateway, At(4)).ShouldBe(GatewayStanding.Lost);
        registry.Sweep(At(4)).ShouldBe([Gateway]);
        registry.Known.ShouldBeEmpty();
    }

    [Fact]
    public void A_gateway_that_was_known_has_its_lifetime_after_the_registry_has_moved()
    {
        var registry = new GatewayRegistryMachine(Options);
        registry.OnRestored([Gateway], At(100));

        registry.StandingOf(Gateway, At(102)).ShouldBe(GatewayStanding.Alive);
        registry.OnLeft(Gateway).ShouldBeTrue();
        registry.StandingOf(Gateway, At(102)).ShouldBe(GatewayStanding.Lost);
    }

    [Theory]
    [InlineData(false, false, false, 0)]
    [InlineData(false, false, true, 20)]
    [InlineData(true, false, false, 60)]
    [InlineData(true, false, true, 60)]
    [InlineData(false, true, false, 60)]
    public void Only_a_close_that_a_living_gateway_reports_is_the_clients(bool isLost, bool isDraining, bool isResuming, int seconds)
    {
        var registry = new GatewayRegistryMachine(Options);
        registry.OnRenewed(Gateway, isDraining, At(0));

        var hold = SessionHoldRule.After(registry.StandingOf(Gateway, At(isLost ? 10 : 1)), isResuming, At(20), Options);

        hold.ShouldBe(At(seconds));
    }

    [Fact]
    public void A_longer_resume_timeout_outlasts_the_hold() =>
        SessionHoldRule.After(GatewayStanding.Lost, isResuming: true, At(300), Options).ShouldBe(At(300));

    [Fact]
    public void Events_are_sent_once_they_are_stored_and_trimmed_once_they_are_acknowledged()
    {
        var log = new EventLog<string>(5, ["six"]);
        log.Append("seven").ShouldBe(7);
        log.After(5).Events.ShouldBe(["six"]);

        log.OnStored(7);
        log.After(6).ShouldSatisfyAllConditions(static batch => batch.First.ShouldBe(7), static batch => batch.Events.ShouldBe(["seven"]));
        log.Acknowledge(6);

        (log.Acknowledged, log.Last).ShouldBe((6, 7));
        log.Events.ShouldBe(["seven"]);
        log.After(0).First.ShouldBe(7, "what is trimmed is gone");
    }

    [Fact]
    public void What_was_not_stored_cannot_be_acknowledged()
    {
        var log = new EventLog<string>(0, []);
        log.Append("one");

        log.Acknowledge(1);

        (log.Acknowledged, log.After(0).Events.Count).ShouldBe((0, 0));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
