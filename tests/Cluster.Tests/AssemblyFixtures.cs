using Fabric.Cluster.Tests.Support;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

// Each test runs several processes; side by side they would starve each other and measure that.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
