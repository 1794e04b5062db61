namespace Fabric.Edge.Composition;

/// <summary>Settings of the avatar quick links, section <c>Edge:Avatars</c>.</summary>
public sealed class AvatarOptions
{
    /// <summary>The root of Discord's CDN.</summary>
    public string BaseUrl { get; set; } = "https://cdn.discordapp.com";

    /// <summary>How much memory images may take that are kept for the next ones who ask, in bytes; 0 for none.</summary>
    public long CacheBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How long the CDN may take to send an image.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
