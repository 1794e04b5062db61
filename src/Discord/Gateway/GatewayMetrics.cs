using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Fabric.Discord.Gateway;

/// <summary>What the gateway client counts, under <c>fabric.discord.gateway</c>.</summary>
public sealed class GatewayMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Fabric.Discord.Gateway";

    private const string OtherEvents = "other";

    private readonly Counter<long> _events;
    private readonly Counter<long> _reconnects;
    private readonly Counter<long> _sessions;
    private readonly Counter<long> _heartbeats;
    private readonly Histogram<double> _heartbeatLatency;
    private readonly UpDownCounter<int> _connected;

    /// <summary>Creates the instruments.</summary>
    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _events = meter.CreateCounter<long>("fabric.discord.gateway.events", "{event}", "Events received, by name");
        _reconnects = meter.CreateCounter<long>("fabric.discord.gateway.reconnects", "{reconnect}", "Lost connections, by cause and close code");
        _sessions = meter.CreateCounter<long>("fabric.discord.gateway.sessions", "{session}", "Sessions begun (identify) and continued (resume)");
        _heartbeats = meter.CreateCounter<long>("fabric.discord.gateway.heartbeats", "{heartbeat}", "Heartbeats sent");
        _heartbeatLatency = meter.CreateHistogram<double>(
            "fabric.discord.gateway.heartbeat.duration", "s", "From a heartbeat to its acknowledgement");
        _connected = meter.CreateUpDownCounter<int>("fabric.discord.gateway.connected", "{connection}", "Connections with a session that is served");
    }

    internal void OnEvent(string name) =>
        _events.Add(1, new KeyValuePair<string, object?>("event", GatewayEventNames.IsKnown(name) ? name : OtherEvents));

    /// <summary>A connection's session is served from now on, or no more.</summary>
    internal void OnServed(bool isServed) => _connected.Add(isServed ? 1 : -1);

    internal void OnReconnect(GatewayDisconnectCause cause, int? closeCode) =>
        _reconnects.Add(1, new TagList { { "cause", cause.ToString() }, { "close_code", closeCode } });

    internal void OnIdentify() => _sessions.Add(1, new KeyValuePair<string, object?>("kind", "identify"));

    internal void OnResume() => _sessions.Add(1, new KeyValuePair<string, object?>("kind", "resume"));

    internal void OnHeartbeat() => _heartbeats.Add(1);

    internal void OnHeartbeatAcknowledged(TimeSpan latency) => _heartbeatLatency.Record(latency.TotalSeconds);
}
