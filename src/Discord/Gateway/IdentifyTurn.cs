namespace Fabric.Discord.Gateway;

/// <summary>Leave for one identify.</summary>
/// <param name="Key">Discord's rate limit key: the shard's index modulo <c>max_concurrency</c>.</param>
/// <param name="At">Not before this moment.</param>
public sealed record IdentifyTurn(int Key, DateTimeOffset At);
