using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Presence;

/// <summary>
/// What the index has still to be told about one user. The index knows of a guild before the user's record does and forgets it after,
/// so that no crash leaves a monitored user out of it; what a crash leaves over there goes when the leave is seen again. Calls of
/// <see cref="JoinAsync" /> and <see cref="LeaveAsync" /> must not overlap.
/// </summary>
internal sealed class IndexEntry(PresenceIndexes indexes, UserId user)
{
    private HashSet<GuildId>? _joins;
    private HashSet<GuildId>? _leaves;

    /// <summary>Whether the index does not know of a guild yet.</summary>
    public bool HasJoins => _joins is { Count: > 0 };

    public void Joined(GuildId guild)
    {
        _leaves?.Remove(guild);
        (_joins ??= []).Add(guild);
    }

    public void Left(GuildId guild) => (_leaves ??= []).Add(guild);

    /// <summary>Tells of a guild that was joined. What fails is told the next time.</summary>
    /// <returns>The gateways that follow everybody.</returns>
    public async Task<GatewayId[]> JoinAsync()
    {
        var guild = _joins!.First();
        var followers = await indexes.Of(user).JoinAsync(user, guild);
        _joins!.Remove(guild);
        _joins = _joins.Count > 0 ? _joins : null;
        return followers;
    }

    /// <summary>Tells of every guild left so far; of one that was joined again since, after that join. What fails is told the next time.</summary>
    public async Task LeaveAsync()
    {
        if (_leaves is not { Count: > 0 })
        {
            return;
        }

        foreach (var guild in _leaves.Except(_joins ?? []).ToArray())
        {
            _leaves.Remove(guild);
            try
            {
                await indexes.Of(user).LeaveAsync(user, guild);
            }
            catch
            {
                if (_joins?.Contains(guild) != true)
                {
                    Left(guild);
                }

                throw;
            }
        }
    }
}
