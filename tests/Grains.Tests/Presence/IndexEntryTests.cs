using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Grains.Presence;

namespace Fabric.Grains.Tests.Presence;

public sealed class IndexEntryTests : IPresenceIndexGrain
{
    private static readonly GuildId A = new(1);
    private static readonly GuildId B = new(2);

    private readonly List<string> _calls = [];
    private readonly IndexEntry _entry;
    private Action _during = static () => { };

    public IndexEntryTests() => _entry = new IndexEntry(new PresenceIndexes(_ => this), new UserId(7));

    [Fact]
    public async Task Each_guild_is_told_once()
    {
        _entry.Joined(A);
        _entry.Joined(B);
        _entry.Joined(A);

        await SettleAsync();
        await SettleAsync();

        _calls.ShouldBe(["join 1", "join 2"]);
    }

    [Fact]
    public async Task A_guild_that_was_left_before_it_was_told_is_joined_and_left()
    {
        _entry.Joined(A);
        _entry.Left(A);

        await SettleAsync();
        await SettleAsync();

        _calls.ShouldBe(["join 1", "leave 1"]);
    }

    [Fact]
    public async Task A_guild_that_was_joined_again_before_it_was_told_is_not_left()
    {
        _entry.Left(A);
        _entry.Joined(A);

        await SettleAsync();

        _calls.ShouldBe(["join 1"]);
    }

    [Fact]
    public async Task What_failed_is_told_the_next_time()
    {
        _entry.Joined(A);
        _during = static () => throw new IOException();
        await Should.ThrowAsync<IOException>(SettleAsync);
        _during = static () => { };
        await SettleAsync();
        _entry.Left(A);
        _during = static () => throw new IOException();
        await Should.ThrowAsync<IOException>(SettleAsync);
        _during = static () => { };

        await SettleAsync();
        await SettleAsync();

        _calls.ShouldBe(["join 1", "join 1", "leave 1", "leave 1"]);
    }

    [Fact]
    public async Task A_guild_that_is_joined_and_left_again_while_its_leave_is_told_ends_left()
    {
        _entry.Left(A);
        _during = () =>
        {
            _during = static () => { };
            _entry.Joined(A);
            _entry.Left(A);
        };

        await SettleAsync();
        await SettleAsync();

        _calls.ShouldBe(["leave 1", "join 1", "leave 1"]);
    }

    [Fact]
    public async Task A_leave_that_fails_while_the_guild_is_joined_again_is_not_told_again()
    {
        _entry.Left(A);
        _during = () =>
        {
            _during = static () => { };
            _entry.Joined(A);
            throw new IOException();
        };
        await Should.ThrowAsync<IOException>(SettleAsync);

        await SettleAsync();

        _calls.ShouldBe(["leave 1", "join 1"]);
    }

    Task<GatewayId[]> IPresenceIndexGrain.JoinAsync(UserId user, GuildId guild)
    {
        _calls.Add($"join {guild}");
        _during();
        return Task.FromResult<GatewayId[]>([]);
    }

    Task IPresenceIndexGrain.LeaveAsync(UserId user, GuildId guild)
    {
        _calls.Add($"leave {guild}");
        _during();
        return Task.CompletedTask;
    }

    Task<UserId[]> IPresenceIndexGrain.MembersAsync(GuildId guild) => throw new NotSupportedException();

    Task<UserId[]> IPresenceIndexGrain.FollowAllAsync(GatewayId gateway) => throw new NotSupportedException();

    Task<IndexMembers?> IPresenceIndexGrain.RenewAllAsync(GatewayId gateway, long knownRevision) => throw new NotSupportedException();

    Task IPresenceIndexGrain.UnfollowAllAsync(GatewayId gateway) => throw new NotSupportedException();

    Task<int> IPresenceIndexGrain.CountAsync() => throw new NotSupportedException();

    private async Task SettleAsync()
    {
        while (_entry.HasJoins)
        {
            await _entry.JoinAsync();
        }

        await _entry.LeaveAsync();
    }
}
