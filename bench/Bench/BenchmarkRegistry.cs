using Fabric.Bench.Cluster;
using Fabric.Bench.Engine;
using Fabric.Bench.Lanyard;
using Fabric.Bench.Lavalink;

namespace Fabric.Bench;

/// <summary>The benchmarks there are.</summary>
internal static class BenchmarkRegistry
{
    /// <summary>In the order in which they are listed.</summary>
    public static IReadOnlyList<IBenchmark> All { get; } = [new EngineBenchmark(), new ClusterBenchmark(), new LanyardBenchmark(), new LavalinkBenchmark()];
}
