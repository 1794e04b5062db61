namespace Fabric.Edge.Lanyard.Avatars;

/// <summary>What the CDN answered: an image, or a refusal. Of its headers only these are kept.</summary>
internal sealed record Avatar
{
    /// <summary>What an entry of the cache takes besides its body, roughly.</summary>
    private const int Overhead = 512;

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    public string? ContentType { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    /// <summary>When it came, as a timestamp of the process's clock.</summary>
    public required long FetchedAt { get; init; }

    /// <summary>For how long from then on it may be handed out without asking again; zero where it may not be kept.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>The memory that keeping it takes, in bytes.</summary>
    public long Weight => Body.Length + Overhead;
}
