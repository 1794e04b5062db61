namespace Fabric.Media.Tracks;

/// <summary>What came of looking an identifier up (lavalink.md §7.3).</summary>
public abstract record LoadOutcome
{
    private LoadOutcome()
    {
    }

    /// <summary>The identifier is not this source's: the next one is asked.</summary>
    public sealed record Declined : LoadOutcome
    {
        /// <summary>The only one.</summary>
        public static Declined Instance { get; } = new();
    }

    /// <summary>There is no such track.</summary>
    public sealed record NoMatch : LoadOutcome
    {
        /// <summary>The only one.</summary>
        public static NoMatch Instance { get; } = new();
    }

    /// <summary>What is wanted is elsewhere: all sources are asked again.</summary>
    /// <param name="Identifier">The identifier to go on with.</param>
    /// <param name="Title">A title for the track, if it turns out to have none of its own.</param>
    public sealed record Redirect(string Identifier, string? Title = null) : LoadOutcome;

    /// <summary>One track.</summary>
    /// <param name="Item">The track.</param>
    public sealed record Track(AudioTrack Item) : LoadOutcome;

    /// <summary>A playlist.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="SelectedTrack">Index of the track that was pointed at; −1 for none.</param>
    /// <param name="Tracks">Its tracks.</param>
    public sealed record Playlist(string Name, int SelectedTrack, IReadOnlyList<AudioTrack> Tracks) : LoadOutcome;

    /// <summary>What a search found.</summary>
    /// <param name="Tracks">The best first.</param>
    public sealed record Search(IReadOnlyList<AudioTrack> Tracks) : LoadOutcome;

    /// <summary>It failed. Sources throw; <see cref="TrackResolver"/> makes this of it.</summary>
    /// <param name="Reason">The real reason.</param>
    public sealed record Failed(TrackLoadException Reason) : LoadOutcome;
}
