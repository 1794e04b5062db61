using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>
/// Which gateways are alive: those heard of within their lifetime. What is stored are their names alone, so that those known when the
/// registry moves to another silo have their lifetime from then on. Times are this process's clock.
/// </summary>
internal sealed class GatewayRegistryMachine(FailoverOptions options)
{
    private readonly Dictionary<GatewayId, (TimeSpan Heard, bool IsDraining)> _gateways = [];

    /// <summary>The gateways that are not lost, as of the last <see cref="Sweep" />.</summary>
    public IReadOnlyCollection<GatewayId> Known => _gateways.Keys;

    /// <summary>The gateways that were known to be alive before.</summary>
    public void OnRestored(IEnumerable<GatewayId> gateways, TimeSpan now)
    {
        foreach (var gateway in gateways)
        {
            _gateways.TryAdd(gateway, (now, false));
        }
    }

    /// <summary>A gateway is alive; true when it was not known.</summary>
    public bool OnRenewed(GatewayId gateway, bool isDraining, TimeSpan now)
    {
        var isNew = !_gateways.ContainsKey(gateway);
        _gateways[gateway] = (now, isDraining);
        return isNew;
    }

    /// <summary>A gateway has ended in order.</summary>
    public bool OnLeft(GatewayId gateway) => _gateways.Remove(gateway);

    /// <summary>How a gateway stands.</summary>
    public GatewayStanding StandingOf(GatewayId gateway, TimeSpan now)
    {
        if (!_gateways.TryGetValue(gateway, out var known) || now - known.Heard >= options.GatewayLifetime)
        {
            return GatewayStanding.Lost;
        }

        return known.IsDraining ? GatewayStanding.Draining : GatewayStanding.Alive;
    }

    /// <summary>Forgets the lost ones and returns them.</summary>
    public IReadOnlyList<GatewayId> Sweep(TimeSpan now)
    {
        var lost = _gateways.Keys.Where(gateway => StandingOf(gateway, now) == GatewayStanding.Lost).ToArray();
        foreach (var gateway in lost)
        {
            _gateways.Remove(gateway);
        }

        return lost;
    }
}
