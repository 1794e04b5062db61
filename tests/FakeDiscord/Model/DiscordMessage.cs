namespace Fabric.FakeDiscord.Model;

/// <summary>A message that was created, by a user of the world or by the bot through REST.</summary>
public sealed record DiscordMessage
{
    public required Snowflake Id { get; init; }

    public required Snowflake ChannelId { get; init; }

    /// <summary>Null in a direct message.</summary>
    public Snowflake? GuildId { get; init; }

    public required Snowflake AuthorId { get; init; }

    public required string Content { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public IReadOnlyList<Snowflake> Mentions { get; init; } = [];

    /// <summary>The embeds as JSON; null where there are none.</summary>
    public string? Embeds { get; init; }
}
