using Fabric.Abstractions.Ids;
using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Cluster;

public sealed class LocalEntitiesTests
{
    private static readonly EntityId Shard = new("shard", "bot/0of1");

    private readonly LocalEntities _entities = new();

    [Fact]
    public void An_entity_is_here_from_before_its_claim_until_its_activation_ends()
    {
        var hold = _entities.Hold(Shard);
        _entities.Contains("shard:bot/0of1").ShouldBeTrue();

        hold.Dispose();

        _entities.Contains("shard:bot/0of1").ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_released_is_stopped_first()
    {
        var stopped = new TaskCompletionSource();
        var hold = _entities.Hold(Shard);
        hold.TryAttach(() => stopped.Task).ShouldBeTrue();

        var released = _entities.ReleaseAsync("shard:bot/0of1");

        (released.IsCompleted, hold.IsReleased, _entities.Contains("shard:bot/0of1")).ShouldBe((false, true, true));
        stopped.SetResult();
        await released;
        _entities.Contains("shard:bot/0of1").ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_released_before_it_began_does_not_begin()
    {
        var hold = _entities.Hold(Shard);
        await _entities.ReleaseAsync("shard:bot/0of1");

        hold.TryAttach(static () => Task.CompletedTask).ShouldBeFalse();
    }

    [Fact]
    public async Task A_claim_that_is_made_later_is_not_concerned()
    {
        await _entities.ReleaseAsync("shard:bot/0of1");

        var hold = _entities.Hold(Shard);

        hold.IsReleased.ShouldBeFalse();
    }

    [Fact]
    public void The_end_of_one_activation_is_not_that_of_the_next()
    {
        var old = _entities.Hold(Shard);
        using var next = _entities.Hold(Shard);

        old.Dispose();

        _entities.Contains("shard:bot/0of1").ShouldBeTrue();
    }
}
