using System.Reflection;
using System.Runtime.InteropServices;
using Fabric.Edge.Metrics;

namespace Fabric.Edge.Lavalink.Node;

/// <summary>
/// This runtime under the names that client_java 0.16 gives the one of Lavalink (lavalink.md §9.5), where it has the like; what it has not is left
/// out. docs/lavalink.md lists both.
/// </summary>
internal sealed class JvmMetrics : IMetricSource
{
    /// <summary>What Java says of an area without a bound.</summary>
    private const double Unbounded = -1;

    /// <summary>In the order in which the runtime counts them: three generations, large objects, objects that are never moved.</summary>
    private static readonly string[] Pools = ["gen0", "gen1", "gen2", "loh", "poh"];

    private static readonly MetricSample Info = new(
        1,
        "",
        KeyValuePair.Create("runtime", RuntimeInformation.FrameworkDescription.Split(' ')[0]),
        KeyValuePair.Create("vendor", typeof(object).Assembly.GetCustomAttribute<AssemblyCompanyAttribute>()?.Company ?? "unknown"),
        KeyValuePair.Create("version", Environment.Version.ToString()));

    /// <inheritdoc />
    public MetricAudience Audience => MetricAudience.Lavalink;

    /// <inheritdoc />
    public IEnumerable<MetricFamily> Read()
    {
        var last = GC.GetGCMemoryInfo();
        var used = GC.GetTotalMemory(forceFullCollection: false);
        var committed = Math.Max(used, last.TotalCommittedBytes);
        var rest = Math.Max(0, Environment.WorkingSet - committed);
        var pools = last.GenerationInfo.ToArray().Zip(Pools, static (pool, name) => MetricSample.Of("pool", name, pool.SizeAfterBytes)).ToArray();
        List<MetricFamily> families =
        [
            Areas("jvm_memory_bytes_used", "Memory in use", used, rest),
            Areas("jvm_memory_bytes_committed", "Memory taken from the system", committed, rest),
            Areas("jvm_memory_bytes_max", "Memory that there could be; -1 for no bound", last.TotalAvailableMemoryBytes, Unbounded),
            Gauge("jvm_memory_pool_bytes_used", "Memory in use after the last collection", pools),
            Gauge("jvm_memory_pool_collection_used_bytes", "Memory in use after the last collection", pools),
            new ReadFamily(
                "jvm_memory_pool_allocated_bytes_total",
                MetricKind.Counter,
                "Memory that was ever allocated, in all pools together",
                MetricSample.Of("pool", "heap", GC.GetTotalAllocatedBytes())),
            Gauge(
                "jvm_memory_objects_pending_finalization",
                "Objects that waited for their finalizers at the last collection",
                new MetricSample(last.FinalizationPendingCount)),
            Gauge("jvm_info", "The runtime", Info),
        ];
        if (ProcessStatus.Read().Threads is { } threads)
        {
            families.Add(Gauge("jvm_threads_current", "Threads of the process", new MetricSample(threads)));
        }

        return families;
    }

    private static ReadFamily Gauge(string name, string help, params MetricSample[] samples) => new(name, MetricKind.Gauge, help, samples);

    private static ReadFamily Areas(string name, string help, double heap, double rest) =>
        Gauge(name, help, MetricSample.Of("area", "heap", heap), MetricSample.Of("area", "nonheap", rest));
}
