using Fabric.Abstractions.Ids;
using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Cluster;

public sealed class SiloLeaseMachineTests
{
    private static readonly SiloId Self = new("self");
    private static readonly SiloId[] Three = [Self, new("b"), new("c")];
    private static readonly SiloId[] Five = [.. Three, new("d"), new("e")];

    private readonly SiloLeaseMachine _lease = new(Self, new FailoverOptions { StoreAbsenceLimit = At(60) });

    [Fact]
    public void Is_not_held_before_the_record_is_written()
    {
        _lease.OnRenewing(Three, At(0));
        _lease.OnAnswered(Three[1], At(0), At(0.1));

        (_lease.Holds(At(0.1)), _lease.Standing).ShouldBe((false, LeaseStanding.Starting));
    }

    [Fact]
    public void Holds_for_its_duration_after_the_start_of_the_renewal_not_its_answer()
    {
        _lease.OnRenewed(Three, At(10), At(10.9));

        (_lease.Holds(At(11.99)), _lease.Holds(At(12))).ShouldBe((true, false));
    }

    [Fact]
    public void A_first_answer_that_comes_too_late_begins_nothing_and_ends_nothing()
    {
        _lease.OnRenewed(Three, At(10), At(13));
        (_lease.Holds(At(13)), _lease.Standing).ShouldBe((false, LeaseStanding.Starting));

        _lease.OnRenewed(Three, At(13), At(13.1));

        _lease.Holds(At(13.1)).ShouldBeTrue();
    }

    [Fact]
    public void Goes_on_while_a_majority_answers_and_the_store_does_not()
    {
        _lease.OnRenewed(Five, At(10), At(10));
        _lease.OnAnswered(Five[1], At(13.5), At(11.5));
        _lease.OnAnswered(Five[1], At(11.5), At(11.6));
        _lease.OnAnswered(Five[2], At(11.4), At(11.6));

        (_lease.HeldUntil, _lease.Look(At(13.3))).ShouldBe((At(13.4), LeaseStanding.Held));
    }

    [Fact]
    public void A_minority_is_not_enough()
    {
        _lease.OnRenewed(Five, At(10), At(10));
        _lease.OnAnswered(Five[1], At(11.5), At(11.6));

        _lease.Look(At(12)).ShouldBe(LeaseStanding.Lost);
    }

    [Fact]
    public void Answers_keep_it_only_up_to_the_limit_of_the_stores_absence()
    {
        _lease.OnRenewed(Three, At(0), At(0));
        for (var second = 1; second < 60; second++)
        {
            _lease.OnAnswered(Three[1], At(second), At(second));
        }

        (_lease.Holds(At(59.9)), _lease.Holds(At(60))).ShouldBe((true, false));
    }

    [Fact]
    public void A_process_that_was_stopped_and_continues_has_lost_it_before_anything_else_happens()
    {
        _lease.OnRenewed(Three, At(10), At(10));

        _lease.Holds(At(30)).ShouldBeFalse();
        _lease.OnAnswered(Three[1], At(30), At(30));
        _lease.OnRenewed(Three, At(30), At(30));

        (_lease.Holds(At(30)), _lease.Standing).ShouldBe((false, LeaseStanding.Lost));
    }

    [Fact]
    public void An_answer_to_a_request_from_before_a_pause_does_not_bring_it_back()
    {
        _lease.OnRenewed(Three, At(10), At(10));

        _lease.OnAnswered(Three[1], At(10.5), At(20));

        _lease.Standing.ShouldBe(LeaseStanding.Lost);
    }

    [Fact]
    public void A_silo_alone_is_its_own_majority_up_to_the_limit_of_the_stores_absence()
    {
        _lease.OnRenewed([Self], At(10), At(10));

        (_lease.Look(At(69.9)), _lease.Look(At(70))).ShouldBe((LeaseStanding.Held, LeaseStanding.Lost));
    }

    [Fact]
    public void One_that_may_just_have_been_joined_needs_the_other_as_well()
    {
        _lease.OnRenewed([Self], At(10), At(10));
        _lease.OnRenewing(Three[..2], At(10.5));

        _lease.HeldUntil.ShouldBe(At(12));
    }

    [Fact]
    public void Of_two_each_needs_the_other()
    {
        _lease.OnRenewed(Three[..2], At(10), At(10));
        _lease.OnAnswered(new SiloId("stranger"), At(11.5), At(11.5));
        _lease.HeldUntil.ShouldBe(At(12));

        _lease.OnAnswered(Three[1], At(11.5), At(11.5));

        _lease.HeldUntil.ShouldBe(At(13.5));
    }

    [Fact]
    public void While_a_new_membership_may_be_stored_a_majority_is_one_of_both()
    {
        _lease.OnRenewed(Three[..2], At(10), At(10));
        _lease.OnAnswered(Three[1], At(11.5), At(11.5));
        _lease.HeldUntil.ShouldBe(At(13.5));

        _lease.OnRenewing(Five, At(11.6));

        _lease.HeldUntil.ShouldBe(At(12), "whoever takes over may count by the new one");
    }

    [Fact]
    public void Once_it_is_stored_the_new_membership_alone_counts()
    {
        _lease.OnRenewed(Five, At(10), At(10));
        _lease.OnRenewing(Three[..2], At(10.5));
        _lease.OnRenewed(Three[..2], At(10.5), At(10.6));

        _lease.OnAnswered(Three[1], At(12), At(12));

        _lease.HeldUntil.ShouldBe(At(14));
    }

    [Fact]
    public void Being_declared_lost_ends_it_at_once()
    {
        _lease.OnRenewed(Three, At(10), At(10));

        _lease.OnDeclaredLost();

        (_lease.Holds(At(10.1)), _lease.Standing).ShouldBe((false, LeaseStanding.Lost));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
