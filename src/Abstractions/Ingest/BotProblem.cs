using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.Ingest;

/// <summary>What keeps a bot from being ingested.</summary>
/// <param name="Bot">Which.</param>
/// <param name="Problem">One line for the operator.</param>
[GenerateSerializer, Immutable, Alias("fabric.BotProblem")]
public sealed record BotProblem([property: Id(0)] BotId Bot, [property: Id(1)] string Problem);
