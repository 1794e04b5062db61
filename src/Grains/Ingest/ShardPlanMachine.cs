using Fabric.Abstractions.Ingest;
using Fabric.Discord.Gateway;
using Fabric.Discord.Rest;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Decides into how many shards a bot is divided, and when another set takes the place of the one that serves: it is set up beside it first
/// (discord-api-docs, Gateway, Sharding: sets of different counts may run side by side). Without clocks and calls.
/// </summary>
internal sealed class ShardPlanMachine(BotState state)
{
    private int? _refused;

    /// <summary>Whether Discord has refused the newest number.</summary>
    public bool IsRefused => _refused == Newest;

    private int Newest => state.NextCount ?? state.Count;

    /// <summary>What is to run.</summary>
    /// <param name="problem">What is wrong, if anything.</param>
    public BotPlan Plan(string? problem) => new(state.Count, state.NextCount, problem);

    /// <summary>Discord does not accept a set of so many shards. True where that was not known, and it is the newest number.</summary>
    public bool OnRefused(int count)
    {
        if (count != Newest || count == _refused)
        {
            return false;
        }

        _refused = count;
        return true;
    }

    /// <summary>Discord has answered. True where the plan has changed and is to be stored.</summary>
    /// <param name="answer">What it recommends, and how many identifies are left.</param>
    /// <param name="configured">The operator's number; null for Discord's.</param>
    public bool OnAnswer(GatewayBot answer, int? configured)
    {
        var wanted = Wanted(answer.Shards, configured);
        if (state.Count == 0)
        {
            state.Count = wanted;
            return true;
        }

        var next = wanted == state.Count ? null : (int?)wanted;
        if (next == state.NextCount || !CanBegin(answer, next))
        {
            return false;
        }

        state.NextCount = next;
        _refused = null;
        return true;
    }

    /// <summary>The next set stands: it serves from now on.</summary>
    public void OnNextComplete(int nextCount) => (state.Count, state.NextCount) = (nextCount, null);

    /// <summary>
    /// Why the number in use is refused though there is no other: the operator's, or Discord's own. Null where it is not refused.
    /// </summary>
    public string? Problem(int? configured)
    {
        return !IsRefused ? null
            : configured is null ? $"Discord refuses {Newest} shard(s), the number that it recommends; it is asked again."
            : $"Discord refuses {Newest} shard(s): the number of shards that is configured does not fit; leave it out to have Discord's.";
    }

    /// <summary>
    /// Discord recommends a shard for each 1,000 guilds and refuses more than 2,500: half as many again is early enough, and a set that is
    /// running is not given up for less. Fewer shards are never taken by themselves.
    /// </summary>
    private int Wanted(int recommended, int? configured)
    {
        if (configured is { } fixedNumber)
        {
            return fixedNumber;
        }

        return IsRefused || 2 * recommended >= 3 * Newest ? recommended : Newest;
    }

    /// <summary>A whole set is to identify, and identifies are counted.</summary>
    private static bool CanBegin(GatewayBot answer, int? next) =>
        next is not { } count || answer.SessionStartLimit.Remaining - IdentifySchedule.Reserve >= count;
}
