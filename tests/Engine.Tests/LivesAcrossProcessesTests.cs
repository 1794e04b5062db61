using Fabric.Engine.Tests.Contract;

namespace Fabric.Engine.Tests;

[Collection(ClusterFixture.Collection)]
public sealed class LivesAcrossProcessesTests(ClusterFixture cluster) : LifeContract(cluster);
