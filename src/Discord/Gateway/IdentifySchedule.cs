using Fabric.Discord.Rest;

namespace Fabric.Discord.Gateway;

/// <summary>
/// The order of one bot's identifies under Discord's limits: one per 5 s for each <c>shard_id % max_concurrency</c>, and never the last ones of
/// the day. Without clocks; calls must not overlap. Whoever keeps its turns may go on from them elsewhere.
/// </summary>
public sealed class IdentifySchedule
{
    /// <summary>So many identifies a day are left alone: using the last one makes Discord reset the token.</summary>
    public const int Reserve = 10;

    /// <summary>Discord's 5 s, and a little for connections that open at different speeds.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromSeconds(5.5);

    private readonly List<IdentifyTurn> _turns;

    /// <summary>Goes on from turns that were given before.</summary>
    public IdentifySchedule(IEnumerable<IdentifyTurn> turns) => _turns = [.. turns];

    /// <summary>The turns that still matter: those to come, those just past, and those that Discord's answer did not count yet.</summary>
    public IReadOnlyList<IdentifyTurn> Turns => _turns;

    /// <summary>Takes the next turn of a shard; null when the day's budget is used up.</summary>
    /// <param name="bot">Discord's last answer.</param>
    /// <param name="shardIndex">The shard's index.</param>
    /// <param name="now">The time.</param>
    public IdentifyTurn? TryTake(GatewayBot bot, int shardIndex, DateTimeOffset now)
    {
        _turns.RemoveAll(turn => turn.At < bot.FetchedAt && turn.At + Spacing <= now);
        if (bot.SessionStartLimit.Remaining - _turns.Count(turn => turn.At >= bot.FetchedAt) <= Reserve)
        {
            return null;
        }

        var key = shardIndex % bot.SessionStartLimit.MaxConcurrency;
        var at = now;
        foreach (var turn in _turns)
        {
            at = turn.Key == key && turn.At + Spacing > at ? turn.At + Spacing : at;
        }

        var taken = new IdentifyTurn(key, at);
        _turns.Add(taken);
        return taken;
    }
}
