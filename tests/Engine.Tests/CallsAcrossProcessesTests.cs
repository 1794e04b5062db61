using Fabric.Engine.Tests.Contract;

namespace Fabric.Engine.Tests;

[Collection(ClusterFixture.Collection)]
public sealed class CallsAcrossProcessesTests(ClusterFixture cluster) : CallContract(cluster);
