namespace Fabric.Discord.Rest;

/// <summary>The body of Create Message.</summary>
/// <param name="Content">Up to <see cref="LongestContent" /> characters; null where there are embeds alone.</param>
/// <param name="Embeds">Boxes below the content.</param>
public sealed record MessagePayload(string? Content, IReadOnlyList<MessageEmbed>? Embeds = null)
{
    /// <summary>The most characters of a message.</summary>
    public const int LongestContent = 2000;

    /// <summary>Nobody is pinged, whatever the content says.</summary>
    public AllowedMentions AllowedMentions { get; } = new([]);
}
