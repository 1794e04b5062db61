namespace Fabric.Edge.Operations;

/// <summary>What one check found.</summary>
/// <param name="Name">The check.</param>
/// <param name="Problem">Why this process is not ready; null where it is.</param>
/// <param name="Detail">What there is to say besides.</param>
internal sealed record ReadinessFinding(string Name, string? Problem, string? Detail);
