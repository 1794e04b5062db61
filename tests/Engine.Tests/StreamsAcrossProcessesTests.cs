using Fabric.Engine.Tests.Contract;

namespace Fabric.Engine.Tests;

[Collection(ClusterFixture.Collection)]
public sealed class StreamsAcrossProcessesTests(ClusterFixture cluster) : StreamContract(cluster);
