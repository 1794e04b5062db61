namespace Fabric.FakeDiscord.Model;

/// <summary>A guild the bot is in. Guarded by the world's lock.</summary>
internal sealed class DiscordGuild(Snowflake id, string name, Snowflake ownerId, Snowflake textChannel, Snowflake voiceChannel)
{
    public Snowflake Id { get; } = id;

    public string Name { get; } = name;

    public Snowflake OwnerId { get; } = ownerId;

    public Snowflake TextChannel { get; } = textChannel;

    public Snowflake VoiceChannel { get; } = voiceChannel;

    public bool InOutage { get; set; }

    public Dictionary<Snowflake, DiscordMember> Members { get; } = [];
}
