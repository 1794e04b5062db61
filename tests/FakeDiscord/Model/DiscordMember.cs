namespace Fabric.FakeDiscord.Model;

/// <summary>A user's part in one guild. The user object itself is joined in when a member is sent.</summary>
public sealed record DiscordMember
{
    public required Snowflake UserId { get; init; }

    public required DateTimeOffset JoinedAt { get; init; }

    public string? Nick { get; init; }

    public string? Avatar { get; init; }

    public IReadOnlyList<Snowflake> Roles { get; init; } = [];

    /// <summary>The voice channel the member sits in. Such members are listed even in large guilds.</summary>
    public Snowflake? VoiceChannel { get; init; }

    public bool SelfMute { get; init; }

    public bool SelfDeaf { get; init; }
}
