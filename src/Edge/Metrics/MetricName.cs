using System.Diagnostics.Metrics;
using System.Text;

namespace Fabric.Edge.Metrics;

/// <summary>Under which name an instrument is shown, and with which of its labels.</summary>
/// <param name="Text">The name.</param>
/// <param name="Audience">Whose it is: besides operators, who see everything, that front-end shows it to its clients.</param>
/// <param name="Relabel">The label that is shown in place of the instrument's own; null to leave it out. Without it all are shown.</param>
internal sealed record MetricName(
    string Text, MetricAudience Audience, Func<KeyValuePair<string, string>, KeyValuePair<string, string>?>? Relabel = null)
{
    private const string LanyardPrefix = "lanyard.";
    private const string LavalinkPrefix = "lavalink.";

    /// <summary>What counts the gateway has Lanyard's names and labels as well (lanyard.md §2.8).</summary>
    private static readonly Dictionary<string, MetricName> Known = new(StringComparer.Ordinal)
    {
        ["fabric.discord.gateway.connected"] = new("lanyard_gateway_connected", MetricAudience.Lanyard),
        ["fabric.discord.gateway.events"] = new("lanyard_gateway_events_total", MetricAudience.Lanyard),
        ["fabric.discord.gateway.reconnects"] = new("lanyard_gateway_reconnects_total", MetricAudience.Lanyard, CauseOf),
        ["fabric.discord.gateway.sessions"] = new(
            "lanyard_gateway_sessions_total", MetricAudience.Lanyard, static label => KeyValuePair.Create("type", label.Value)),
        ["fabric.discord.gateway.heartbeats"] = new("lanyard_heartbeats_sent_total", MetricAudience.Lanyard),
        ["fabric.discord.gateway.heartbeat.duration"] = new("lanyard_heartbeat_ack_latency_seconds", MetricAudience.Lanyard),
    };

    /// <summary>The name of an instrument: that of Lanyard or Lavalink where it has one, otherwise its own in Prometheus' form.</summary>
    public static MetricName Of(Instrument instrument)
    {
        if (Known.TryGetValue(instrument.Name, out var known))
        {
            return known;
        }

        var text = new StringBuilder(instrument.Name).Replace('.', '_');
        if (instrument.Name.StartsWith(LanyardPrefix, StringComparison.Ordinal))
        {
            return new MetricName(text.ToString(), MetricAudience.Lanyard);
        }

        if (instrument.Name.StartsWith(LavalinkPrefix, StringComparison.Ordinal))
        {
            return new MetricName(text.ToString(), MetricAudience.Lavalink);
        }

        text.Append(instrument.Unit == "s" ? "_seconds" : "");
        text.Append(InstrumentFamily.KindOf(instrument) == MetricKind.Counter ? "_total" : "");
        return new MetricName(text.ToString(), MetricAudience.Operators);
    }

    /// <summary>Lanyard knows four causes, and no close codes.</summary>
    private static KeyValuePair<string, string>? CauseOf(KeyValuePair<string, string> label) => label.Key != "cause" ? null : KeyValuePair.Create(
        "cause",
        label.Value switch
        {
            "ReconnectRequested" => "reconnect",
            "InvalidSession" => "invalid_session",
            "HeartbeatLost" => "heartbeat_stale",
            _ => "disconnect",
        });
}
