using Fabric.Discord.Rest;
using Fabric.Protocol;
using Microsoft.Extensions.Logging;

namespace Fabric.Discord.Gateway;

/// <summary>What a shard needs from around it.</summary>
public sealed record GatewayShardServices
{
    /// <summary>Tells the gateway's address.</summary>
    public required IGatewayBotSource Gateway { get; init; }

    /// <summary>Asked before each identify.</summary>
    public required IIdentifyGate IdentifyGate { get; init; }

    /// <summary>Opens the websockets.</summary>
    public required IGatewaySocketFactory Sockets { get; init; }

    public required GatewayMetrics Metrics { get; init; }

    public required TimeProvider Time { get; init; }

    public required IRandomSource Random { get; init; }

    public required ILoggerFactory Loggers { get; init; }
}
