namespace Fabric.Discord.Rest;

/// <summary>The answer of Get Gateway Bot: where to connect, with how many shards, and how many sessions may still be started.</summary>
public sealed record GatewayBot
{
    /// <summary>The gateway's address without query, to be used as it is (scheme included).</summary>
    public required Uri Url { get; init; }

    /// <summary>The number of shards that Discord recommends.</summary>
    public required int Shards { get; init; }

    /// <summary>The budget of identifies.</summary>
    public required SessionStartLimit SessionStartLimit { get; init; }

    /// <summary>When this was answered: <see cref="SessionStartLimit.ResetAfter"/> counts from here.</summary>
    public required DateTimeOffset FetchedAt { get; init; }
}
