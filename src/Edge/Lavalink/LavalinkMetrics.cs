using System.Diagnostics.Metrics;
using Fabric.Edge.Lavalink.Node;
using Fabric.Edge.Lavalink.Socket;
using Fabric.Edge.Metrics;
using Fabric.Protocol.Lavalink;

namespace Fabric.Edge.Lavalink;

/// <summary>Shows the node's statistics under the names that Lavalink gives them (lavalink.md §9.5), as they are when they are asked for.</summary>
internal sealed class LavalinkMetrics : IMetricsRefresh
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Fabric.Lavalink";

    private readonly NodeStats _node;
    private Stats _stats;

    /// <summary>Creates the instruments.</summary>
    public LavalinkMetrics(NodeStats node, LavalinkSockets sockets, IMeterFactory meters)
    {
        _node = node;
        _stats = node.Take();
        var meter = meters.Create(MeterName);
        Show("players_total", "Players of the sessions whose sockets are here", static stats => stats.Players);
        Show("playing_players_total", "Those that have a track and are not paused", static stats => stats.PlayingPlayers);
        Show("uptime_milliseconds", "Since the process started", static stats => stats.Uptime);
        Show("memory_free_bytes", "Memory of the process that is not in use", static stats => stats.Memory.Free);
        Show("memory_used_bytes", "Memory in use", static stats => stats.Memory.Used);
        Show("memory_allocated_bytes", "Memory of the process", static stats => stats.Memory.Allocated);
        Show("memory_reservable_bytes", "Memory that the process could have", static stats => stats.Memory.Reservable);
        Show("cpu_cores", "Logical processors", static stats => stats.Cpu.Cores);
        ShowShare("cpu_system_load_percentage", "How busy the machine was, from 0 to 1", static stats => stats.Cpu.SystemLoad);
        ShowShare("cpu_lavalink_load_percentage", "How busy the process was, from 0 to 1", static stats => stats.Cpu.LavalinkLoad);
        meter.CreateObservableGauge(
            "fabric.lavalink.unacknowledged_events", sockets.CountUnacknowledged, unit: null, "Events that sockets were sent and whose sessions do not know it yet");

        void Show(string name, string help, Func<Stats, long> read) =>
            meter.CreateObservableGauge($"lavalink.{name}", () => read(_stats), unit: null, help);

        void ShowShare(string name, string help, Func<Stats, double> read) =>
            meter.CreateObservableGauge($"lavalink.{name}", () => read(_stats), unit: null, help);
    }

    /// <inheritdoc />
    public Task RefreshAsync(CancellationToken cancellation)
    {
        _stats = _node.Take();
        return Task.CompletedTask;
    }
}
