using Fabric.Abstractions.Ids;
using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Cluster;

public sealed class SurvivorMachineTests
{
    private static readonly SiloId Self = new("self");
    private static readonly SiloId Other = new("other");
    private static readonly SiloId Third = new("third");

    private readonly SurvivorMachine _survivor = new(Self, new FailoverOptions());

    public SurvivorMachineTests() => _survivor.OnMembers([Self, Other, Third], At(0));

    [Fact]
    public void Nothing_is_done_about_those_who_answer()
    {
        _survivor.OnAnswered(Other, At(1));
        _survivor.OnAnswered(Third, At(1));

        _survivor.Tick(At(1.5)).ShouldBeEmpty();
    }

    [Fact]
    public void One_who_falls_silent_is_looked_at_but_not_declared_lost_while_it_renews()
    {
        for (var second = 1; second < 10; second++)
        {
            _survivor.OnAnswered(Third, At(second));
            _survivor.Tick(At(second)).ShouldBe([new SurvivorEffect.LookForProcess(Other), new SurvivorEffect.ReadRecord(Other)]);
            _survivor.OnRecord(Other, Record(second), At(second));
        }
    }

    [Fact]
    public void One_who_is_silent_and_does_not_renew_is_declared_lost_and_refused()
    {
        _survivor.OnAnswered(Third, At(4));
        _survivor.Tick(At(1.5));
        _survivor.OnRecord(Other, Record(5), At(1.5));
        _survivor.Tick(At(4)).ShouldContain(new SurvivorEffect.MarkGone(Other));
        _survivor.OnRecord(Other, Record(5, isGone: true), At(4));

        _survivor.Tick(At(4.5)).ShouldBe(
            [new SurvivorEffect.LookForProcess(Other), new SurvivorEffect.AskToRefuse(Other, Self), new SurvivorEffect.AskToRefuse(Other, Third)]);
    }

    [Fact]
    public void One_who_answers_again_is_no_longer_suspected()
    {
        _survivor.OnAnswered(Third, At(1.5));
        _survivor.Tick(At(1.5));

        _survivor.OnAnswered(Other, At(1.6));

        _survivor.Suspects.ShouldBeEmpty();
    }

    [Fact]
    public void The_engines_verdict_is_carried_out_once_the_record_is_known()
    {
        _survivor.OnVerdict(Other);
        _survivor.Tick(At(0.1)).ShouldContain(new SurvivorEffect.ReadRecord(Other));
        _survivor.OnRecord(Other, Record(5), At(0.2));

        _survivor.Tick(At(0.3)).ShouldContain(new SurvivorEffect.MarkGone(Other));
    }

    [Fact]
    public void Nobody_is_cleared_whom_nothing_is_known_of() => _survivor.IsCleared(Other, At(1000)).ShouldBeFalse();

    [Fact]
    public void A_process_that_is_gone_refuses_the_others_for_good()
    {
        _survivor.OnVerdict(Other);
        _survivor.OnRecord(Other, Record(5, isGone: true), At(1));
        _survivor.OnProcessGone(Third, At(2));
        _survivor.OnRefused(Other, Self, At(0), At(2));

        (_survivor.IsCleared(Third, At(2)), _survivor.IsCleared(Other, At(4.4)), _survivor.IsCleared(Other, At(4.5))).ShouldBe((true, false, true));
    }

    [Fact]
    public void A_stranger_who_owns_something_is_found_out_about()
    {
        var stranger = new SiloId("stranger");

        _survivor.Watch(stranger);
        _survivor.Watch(Self);
        _survivor.Watch(Third);

        _survivor.Suspects.ShouldBe([stranger]);
    }

    private static SiloRecord Record(long beat, bool isGone = false) =>
        new() { Beat = beat, Members = [Self.Value, Other.Value, Third.Value], IsGone = isGone };

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
