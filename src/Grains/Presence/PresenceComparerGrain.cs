using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Orleans;
using Orleans.Concurrency;

namespace Fabric.Grains.Presence;

/// <summary>Asks the owners of many presences for a gateway. It owns nothing: when its silo dies the gateway asks another one.</summary>
[StatelessWorker]
[Reentrant]
public sealed class PresenceComparerGrain(TimeProvider time) : Grain, IPresenceComparerGrain
{
    /// <summary>Shorter than the time that gateways wait for the whole answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1500);

    /// <inheritdoc />
    public async Task<MissedNews> CompareAsync(GatewayId gateway, KnownPresence[] known)
    {
        var answers = await Task.WhenAll(Array.ConvertAll(known, one => AskAsync(gateway, one)));
        var unanswered = known.Where((_, i) => !answers[i].HasAnswered).Select(static one => one.User);
        return new MissedNews([.. answers.Select(static answer => answer.News).OfType<EdgeEvent>()], [.. unanswered]);
    }

    private async Task<(bool HasAnswered, EdgeEvent? News)> AskAsync(GatewayId gateway, KnownPresence known)
    {
        try
        {
            var owner = GrainFactory.GetGrain<IPresenceGrain>(PresenceKey.Of(known.User));
            return (true, await owner.RenewAsync(gateway, known.Version, known.IsPresent).WaitAsync(Patience, time));
        }
#pragma warning disable CA1031 // Whatever kept an owner from answering, the others' answers count, and the gateway asks again.
        catch (Exception)
#pragma warning restore CA1031
        {
            return (false, null);
        }
    }
}
