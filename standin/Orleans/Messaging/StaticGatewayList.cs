using System.Net;

namespace Orleans.Messaging;

/// <summary>Gateways that were given once.</summary>
internal sealed class StaticGatewayList(IEnumerable<IPEndPoint> gateways) : IGatewayListProvider
{
    private readonly List<Uri> _gateways = [.. gateways.Select(static gateway => new Uri($"gwy.tcp://{gateway}/0"))];

    public TimeSpan MaxStaleness => TimeSpan.MaxValue;

    public bool IsUpdatable => false;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public Task<IList<Uri>> GetGateways() => Task.FromResult<IList<Uri>>(_gateways);
}
