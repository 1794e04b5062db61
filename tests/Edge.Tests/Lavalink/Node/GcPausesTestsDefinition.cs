namespace Fabric.Edge.Tests.Lavalink.Node;

[CollectionDefinition(nameof(GcPausesTests), DisableParallelization = true)]
public sealed class GcPausesTestsDefinition;
