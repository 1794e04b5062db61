using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Presence;

/// <summary>
/// The gateways that follow something. Interest is soft: a gateway renews it every few seconds, and one that
/// does not is forgotten, so that a lost gateway leaves nothing behind. Used within one grain: not thread-safe.
/// </summary>
internal sealed class Followers(TimeProvider time)
{
    private Dictionary<GatewayId, long>? _renewed;

    public void Add(GatewayId gateway) => (_renewed ??= [])[gateway] = time.GetTimestamp();

    public void Remove(GatewayId gateway) => _renewed?.Remove(gateway);

    /// <summary>Those that renewed in time.</summary>
    public GatewayId[] Current()
    {
        if (_renewed is null)
        {
            return [];
        }

        foreach (var (gateway, renewed) in _renewed)
        {
            if (time.GetElapsedTime(renewed) > Abstractions.Edge.EdgeRenewal.Expiry)
            {
                _renewed.Remove(gateway);
            }
        }

        return [.. _renewed.Keys];
    }
}
