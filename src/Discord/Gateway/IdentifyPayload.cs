namespace Fabric.Discord.Gateway;

internal sealed record IdentifyPayload(
    string Token,
    int Intents,
    IdentifyPayload.ConnectionProperties Properties,
    int LargeThreshold,
    int[] Shard,
    IdentifyPayload.OwnPresence? Presence)
{
    public static IdentifyPayload From(GatewayOptions options) => new(
        options.Token.Reveal(),
        (int)options.Intents,
        new ConnectionProperties(options.OperatingSystem, options.Library, options.Library),
        options.LargeThreshold,
        [options.ShardId, options.ShardCount],
        options.Presence is { } presence ? OwnPresence.From(presence) : null);

    /// <summary>Holds the token.</summary>
    public override string ToString() => nameof(IdentifyPayload);

    internal sealed record ConnectionProperties(string Os, string Browser, string Device);

    internal sealed record OwnActivity(string Name, int Type);

    internal sealed record OwnPresence(OwnActivity[] Activities, string Status, bool Afk)
    {
        public static OwnPresence From(GatewayOwnPresence presence) => new(
            presence.ActivityName is { } name ? [new OwnActivity(name, presence.ActivityType)] : [], presence.Status, Afk: false);
    }
}
