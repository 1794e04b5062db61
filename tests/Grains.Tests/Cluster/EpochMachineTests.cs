using Fabric.Abstractions.Ids;
using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Cluster;

public sealed class EpochMachineTests
{
    private static readonly SiloId Self = new("self");
    private static readonly SiloId Other = new("other");

    private readonly EpochMachine _epoch = new(Self);

    [Fact]
    public void Is_raised_before_the_entity_is_owned()
    {
        _epoch.OnRead(4, owner: null, ownerIsCleared: false).ShouldBe(ClaimStep.Raise);
        (_epoch.Epoch, _epoch.IsOwner).ShouldBe((5, false));

        _epoch.OnWritten().ShouldBe(ClaimStep.Act);

        _epoch.IsOwner.ShouldBeTrue();
    }

    [Fact]
    public void An_owner_that_may_still_act_is_waited_for()
    {
        _epoch.OnRead(4, Other, ownerIsCleared: false).ShouldBe(ClaimStep.Wait);

        _epoch.OnRead(4, Other, ownerIsCleared: true).ShouldBe(ClaimStep.Raise);
    }

    [Fact]
    public void An_earlier_activation_of_the_same_silo_is_not_waited_for() =>
        _epoch.OnRead(4, Self, ownerIsCleared: false).ShouldBe(ClaimStep.Raise);

    [Fact]
    public void Whoever_loses_the_race_reads_and_leaves_it_to_the_winner()
    {
        _epoch.OnRead(4, Other, ownerIsCleared: true);

        _epoch.OnConflict().ShouldBe(ClaimStep.Read);

        _epoch.OnRead(5, new SiloId("winner"), ownerIsCleared: false).ShouldBe(ClaimStep.Wait);
        _epoch.IsOwner.ShouldBeFalse();
    }

    [Fact]
    public void A_raise_whose_answer_was_lost_is_found_in_the_store()
    {
        _epoch.OnRead(4, owner: null, ownerIsCleared: false);
        _epoch.OnStoreAway().ShouldBe(ClaimStep.Read);

        _epoch.OnRead(5, Self, ownerIsCleared: false).ShouldBe(ClaimStep.Act);
    }

    [Fact]
    public void A_raise_that_did_not_arrive_is_tried_again()
    {
        _epoch.OnRead(4, owner: null, ownerIsCleared: false);
        _epoch.OnStoreAway();

        _epoch.OnRead(4, owner: null, ownerIsCleared: false).ShouldBe(ClaimStep.Raise);

        _epoch.Epoch.ShouldBe(5);
    }

    [Fact]
    public void An_owner_keeps_acting_while_the_store_is_away()
    {
        Own();

        _epoch.OnStoreAway().ShouldBe(ClaimStep.Act);

        _epoch.IsOwner.ShouldBeTrue();
    }

    [Fact]
    public void A_conflict_with_its_own_write_costs_an_owner_nothing()
    {
        Own();
        _epoch.OnConflict().ShouldBe(ClaimStep.Read);

        _epoch.OnRead(5, Self, ownerIsCleared: false).ShouldBe(ClaimStep.Act);
    }

    [Fact]
    public void An_owner_who_finds_a_higher_epoch_lets_go_for_good()
    {
        Own();
        _epoch.OnConflict();

        _epoch.OnRead(6, Other, ownerIsCleared: true).ShouldBe(ClaimStep.LetGo);

        (_epoch.IsOwner, _epoch.HasLost).ShouldBe((false, true));
        new[] { _epoch.OnRead(6, Self, true), _epoch.OnWritten(), _epoch.OnConflict(), _epoch.OnStoreAway() }.ShouldAllBe(step => step == ClaimStep.LetGo);
    }

    private void Own()
    {
        _epoch.OnRead(4, owner: null, ownerIsCleared: false);
        _epoch.OnWritten();
    }
}
