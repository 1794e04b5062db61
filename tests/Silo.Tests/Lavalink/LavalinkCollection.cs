using Fabric.Silo.Tests.Support;

namespace Fabric.Silo.Tests.Lavalink;

[CollectionDefinition(nameof(LavalinkCollection))]
public sealed class LavalinkCollection : ICollectionFixture<LavalinkFabric>;
