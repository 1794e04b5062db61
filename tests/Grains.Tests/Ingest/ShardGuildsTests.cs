using Fabric.Grains.Ingest;

namespace Fabric.Grains.Tests.Ingest;

public sealed class ShardGuildsTests
{
    private readonly ShardGuilds _guilds = new([3, 1]);

    [Fact]
    public void What_was_known_and_what_came_is_stored_in_order()
    {
        _guilds.Add(2);
        _guilds.Add(1);

        _guilds.AsOf(0).ShouldBe([1ul, 2ul, 3ul]);
    }

    [Fact]
    public void A_guild_that_is_gone_stays_until_its_going_is_durable()
    {
        _guilds.Remove(1, sequence: 10);

        _guilds.AsOf(9).ShouldBe([1ul, 3ul]);
        _guilds.AsOf(10).ShouldBe([3ul]);
    }

    [Fact]
    public void A_guild_that_came_back_stays()
    {
        _guilds.Remove(1, sequence: 10);
        _guilds.Add(1);

        _guilds.AsOf(10).ShouldBe([1ul, 3ul]);
    }

    [Fact]
    public void A_guild_that_was_never_there_is_not_listed_when_it_goes()
    {
        _guilds.Remove(9, sequence: 10);

        _guilds.AsOf(9).ShouldBe([1ul, 3ul]);
    }

    [Fact]
    public void A_new_session_is_without_the_guilds_that_it_does_not_list()
    {
        _guilds.RemoveMissing([3, 7], sequence: 1).ShouldBe([1ul]);

        _guilds.AsOf(0).ShouldBe([1ul, 3ul]);
        _guilds.AsOf(1).ShouldBe([3ul]);
    }

    [Fact]
    public void A_guild_whose_going_was_not_durable_in_one_session_is_gone_in_the_next()
    {
        _guilds.Remove(1, sequence: 1000);

        _guilds.RemoveMissing([3], sequence: 1).ShouldBe([1ul]);

        _guilds.AsOf(1).ShouldBe([3ul]);
    }

    [Fact]
    public void A_guild_whose_going_was_not_durable_may_be_back_in_the_next_session()
    {
        _guilds.Remove(1, sequence: 1000);

        _guilds.RemoveMissing([1, 3], sequence: 1).ShouldBeEmpty();
        _guilds.Add(1);

        _guilds.AsOf(2000).ShouldBe([1ul, 3ul]);
    }
}
