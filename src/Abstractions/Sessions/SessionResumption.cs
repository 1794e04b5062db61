using Orleans;

namespace Fabric.Abstractions.Sessions;

/// <summary>What a client finds that comes back to its session.</summary>
/// <param name="Age">How long ago the session began.</param>
/// <param name="Away">For how long it had no socket, as far as was noticed; zero where another socket had it until now.</param>
[GenerateSerializer, Immutable, Alias("fabric.SessionResumption")]
public sealed record SessionResumption([property: Id(0)] TimeSpan Age, [property: Id(1)] TimeSpan Away);
