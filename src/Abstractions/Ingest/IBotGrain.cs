using Orleans;

namespace Fabric.Abstractions.Ingest;

/// <summary>Decides into how many shards a bot is divided, and gives leave to identify, for the whole cluster.</summary>
[Alias("fabric.IBotGrain")]
public interface IBotGrain : IGrainWithStringKey
{
    /// <summary>What is to run, as far as it is known: Discord is asked meanwhile.</summary>
    Task<BotPlan> GetPlanAsync();

    /// <summary>
    /// Gives a shard leave to identify. Each call takes a turn, used or not.
    /// </summary>
    /// <param name="shardIndex">The shard's index in its set.</param>
    Task<IdentifyPermit> TakeIdentifyAsync(int shardIndex);

    /// <summary>Discord does not accept a set of so many shards (close codes 4010 and 4011): it is asked for another number.</summary>
    Task RefuseCountAsync(int count);

    /// <summary>The next set of shards stands, each of them complete: it serves from now on, and the other is to end.</summary>
    /// <param name="nextCount">The number of shards of that set. Nothing happens where another is wanted by now.</param>
    Task SwitchAsync(int nextCount);
}
