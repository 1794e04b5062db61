using System.Diagnostics;

namespace Fabric.Edge.Metrics;

/// <summary>
/// The process under the names that all of Prometheus' clients give it. They are Lavalink's by way of client_java 0.16 (lavalink.md §9.5), so its
/// clients are shown them.
/// </summary>
internal sealed class ProcessMetrics : IMetricSource
{
    private const double Milliseconds = 1000;

    private readonly double _began;

    public ProcessMetrics()
    {
        using var process = Process.GetCurrentProcess();
        _began = new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / Milliseconds;
    }

    /// <inheritdoc />
    public MetricAudience Audience => MetricAudience.Lavalink;

    /// <inheritdoc />
    public IEnumerable<MetricFamily> Read()
    {
        var status = ProcessStatus.Read();
        (string Name, MetricKind Kind, string Help, double? Value)[] values =
        [
            ("process_cpu_seconds_total", MetricKind.Counter, "Processor time used, in the kernel too", Environment.CpuUsage.TotalTime.TotalSeconds),
            ("process_start_time_seconds", MetricKind.Gauge, "When the process started, in seconds since 1970", _began),
            ("process_open_fds", MetricKind.Gauge, "Open files and sockets", ProcessStatus.CountFiles()),
            ("process_max_fds", MetricKind.Gauge, "How many may be open", ProcessStatus.ReadMaxFiles()),
            ("process_virtual_memory_bytes", MetricKind.Gauge, "The address space in use", status.VirtualBytes),
            ("process_resident_memory_bytes", MetricKind.Gauge, "Memory that the process takes", status.ResidentBytes),
        ];
        return values.Where(static value => value.Value.HasValue)
            .Select(static value => new ReadFamily(value.Name, value.Kind, value.Help, new MetricSample(value.Value.GetValueOrDefault())));
    }
}
