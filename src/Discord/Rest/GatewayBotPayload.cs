namespace Fabric.Discord.Rest;

internal sealed record GatewayBotPayload(string? Url, int Shards, GatewayBotPayload.Limit? SessionStartLimit)
{
    public GatewayBot? ToGatewayBot(DateTimeOffset fetchedAt)
    {
        if (SessionStartLimit is not { ResetAfter: >= 0 } limit
            || !Uri.TryCreate(Url, UriKind.Absolute, out var url)
            || url.Scheme is not ("ws" or "wss"))
        {
            return null;
        }

        return new GatewayBot
        {
            Url = url,
            Shards = Math.Max(Shards, 1),
            SessionStartLimit = new SessionStartLimit(
                limit.Total, limit.Remaining, TimeSpan.FromMilliseconds(limit.ResetAfter), Math.Max(limit.MaxConcurrency, 1)),
            FetchedAt = fetchedAt,
        };
    }

    internal sealed record Limit(int Total, int Remaining, long ResetAfter, int MaxConcurrency);
}
