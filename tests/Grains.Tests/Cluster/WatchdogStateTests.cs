using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Cluster;

public sealed class WatchdogStateTests
{
    private readonly WatchdogState _state = new();

    [Fact]
    public void The_higher_epoch_has_the_row()
    {
        _state.Set(Row("a", epoch: 4)).ShouldBeTrue();
        _state.Set(Row("b", epoch: 5)).ShouldBeTrue();

        _state.Set(Row("a", epoch: 4)).ShouldBeFalse();

        _state.Except([]).ShouldBe([Row("b", epoch: 5)]);
    }

    [Fact]
    public void The_same_once_more_does_no_harm()
    {
        _state.Set(Row("a", epoch: 4));

        _state.Set(Row("a", epoch: 4)).ShouldBeTrue();
    }

    [Fact]
    public void Who_has_lost_the_row_does_not_remove_it()
    {
        _state.Set(Row("b", epoch: 5));

        _state.Remove("shard:bot/0of1", 4).ShouldBeFalse();
        _state.Remove("shard:bot/1", 5).ShouldBeFalse();
        _state.Remove("shard:bot/0of1", 5).ShouldBeTrue();

        _state.Except([]).ShouldBeEmpty();
    }

    [Fact]
    public void Rows_of_silos_that_are_well_are_left_out()
    {
        _state.Set(Row("a", epoch: 1));
        _state.Set(Row("b", epoch: 1) with { Entity = "shard:bot/1" });

        _state.Except([new SiloId("a"), new SiloId("c")]).ShouldBe([Row("b", epoch: 1) with { Entity = "shard:bot/1" }]);
    }

    private static WatchdogRow Row(string silo, long epoch) => new("shard:bot/0of1", EntityClass.Shard, new SiloId(silo), epoch);
}
