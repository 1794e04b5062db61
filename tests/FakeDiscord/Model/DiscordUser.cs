using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fabric.FakeDiscord.Model;

/// <summary>
/// The user object as API v10 sends it to bots, legacy duplicates (<c>display_name</c>, <c>clan</c>) included.
/// Keys that Discord may add one day go into <see cref="Extra"/>.
/// </summary>
public sealed record DiscordUser
{
    public required Snowflake Id { get; init; }

    public required string Username { get; init; }

    public string? GlobalName { get; init; }

    public string? DisplayName => GlobalName;

    /// <summary>"0" for users with a unique name; four digits for bots and the unmigrated.</summary>
    public string Discriminator { get; init; } = "0";

    /// <summary>The CDN hash; <c>a_</c> in front of animated ones.</summary>
    public string? Avatar { get; init; }

    public long PublicFlags { get; init; }

    public bool Bot { get; init; }

    public JsonElement? AvatarDecorationData { get; init; }

    public JsonElement? PrimaryGuild { get; init; }

    public JsonElement? Clan => PrimaryGuild;

    public JsonElement? Collectibles { get; init; }

    public JsonElement? DisplayNameStyles { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
