using System.Collections.Concurrent;
using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Grains.Session;

/// <summary>How gateways stand, asked once a second for all sessions of this silo. Thread-safe.</summary>
public sealed class GatewayStandings(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<GatewayId, (Task<GatewayStanding> Answer, long At)> _known = new();

    /// <summary>How a gateway stands.</summary>
    /// <exception cref="TimeoutException">The registry does not answer: nothing is known.</exception>
    public Task<GatewayStanding> GetAsync(GatewayId gateway)
    {
        if (_known.TryGetValue(gateway, out var known) && !known.Answer.IsFaulted && time.GetElapsedTime(known.At) < Lifetime)
        {
            return known.Answer;
        }

        var answer = grains.GetGrain<IGatewayRegistryGrain>(GatewayRegistryKey.Of(gateway)).GetStandingAsync(gateway);
        _known[gateway] = (answer, time.GetTimestamp());
        Forget();
        return answer;
    }

    private void Forget()
    {
        foreach (var entry in _known)
        {
            if (time.GetElapsedTime(entry.Value.At) > Forgotten)
            {
                _known.TryRemove(entry);
            }
        }
    }
}
