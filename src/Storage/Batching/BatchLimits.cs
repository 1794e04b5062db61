namespace Fabric.Storage.Batching;

/// <summary>How much one batch may hold; a single larger operation goes alone.</summary>
internal sealed record BatchLimits(int Operations, int Bytes);
