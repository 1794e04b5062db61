namespace Fabric.Media.Containers.Tags;

/// <summary>What a file says of itself.</summary>
/// <param name="Title">Title.</param>
/// <param name="Artist">Artist.</param>
/// <param name="Isrc">International standard recording code.</param>
internal sealed record AudioTags(string? Title = null, string? Artist = null, string? Isrc = null)
{
    /// <summary>No value is longer than this, in bytes: longer ones are cut.</summary>
    public const int MaxValueBytes = 4 * 1024;

    public static AudioTags None { get; } = new();

    /// <summary>These, and from the others what is missing here.</summary>
    public AudioTags Or(AudioTags others) => new(First(Title, others.Title), First(Artist, others.Artist), First(Isrc, others.Isrc));

    /// <summary>A tag that says nothing is none.</summary>
    private static string? First(string? value, string? other) => string.IsNullOrEmpty(value) ? other : value;
}
