using Orleans;

namespace Fabric.Bench.Engine;

/// <summary>A stream item: when it was published, as a timestamp of <see cref="System.Diagnostics.Stopwatch" />.</summary>
[GenerateSerializer, Immutable, Alias("bench.Tick")]
public sealed record Tick([property: Id(0)] long PublishedAt);
