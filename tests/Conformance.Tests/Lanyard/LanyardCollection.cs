namespace Fabric.Conformance.Tests.Lanyard;

[CollectionDefinition(nameof(LanyardCollection))]
public sealed class LanyardCollection : ICollectionFixture<LanyardFabric>;
