using Orleans;

namespace Fabric.Grains.Cluster;

/// <summary>An entity belongs to a silo that may still act for it: to be tried again.</summary>
[GenerateSerializer, Alias("fabric.EntityHeldElsewhereException")]
public sealed class EntityHeldElsewhereException(string message) : Exception(message);
