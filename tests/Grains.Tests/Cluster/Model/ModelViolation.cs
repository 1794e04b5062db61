namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>Something happened that must never happen.</summary>
internal sealed class ModelViolation(string message) : Exception(message);
