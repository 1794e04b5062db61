using Orleans;

namespace Fabric.Engine.Silo.Grains;

/// <summary>Writes its life into the journal of the same key.</summary>
[Alias("engine-tests.ILifeGrain")]
public interface ILifeGrain : IGrainWithStringKey
{
    Task TouchAsync();

    Task EndAsync();

    Task<int> EndWhileOthersWaitAsync(string gate);

    Task StartTimerAsync(TimeSpan period, bool keepAlive);

    Task StartFailingTimerAsync(TimeSpan period);

    Task HoldAsync(string gate);
}
