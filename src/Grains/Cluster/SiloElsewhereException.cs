using Orleans;

namespace Fabric.Grains.Cluster;

/// <summary>A probe arrived at another silo than the one it was meant for: that one does not speak for itself just now.</summary>
[GenerateSerializer, Alias("fabric.SiloElsewhereException")]
public sealed class SiloElsewhereException(string message) : Exception(message);
