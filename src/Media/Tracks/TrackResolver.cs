namespace Fabric.Media.Tracks;

/// <summary>Asks sources in their order until one takes the identifier (lavalink.md §7.3).</summary>
/// <param name="sources">The sources, in the order in which they are asked.</param>
public sealed class TrackResolver(IReadOnlyList<ITrackSource> sources)
{
    /// <summary>How often all sources are asked, at most: the identifier itself, and what redirects lead to.</summary>
    public const int MaxRounds = 5;

    /// <summary>The sources, in the order in which they are asked.</summary>
    public IReadOnlyList<ITrackSource> Sources { get; } = sources;

    /// <summary>
    /// Looks an identifier up. Never gives <see cref="LoadOutcome.Declined"/> or <see cref="LoadOutcome.Redirect"/>: what nobody takes,
    /// and what leads on and on, is no match.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<LoadOutcome> ResolveAsync(string identifier, CancellationToken cancellationToken)
    {
        string? title = null;
        for (var round = 0; round < MaxRounds; round++)
        {
            var outcome = await AskAsync(identifier, cancellationToken);
            if (outcome is not LoadOutcome.Redirect redirect)
            {
                return Titled(outcome, title);
            }

            identifier = redirect.Identifier;
            title = redirect.Title ?? title;
        }

        return LoadOutcome.NoMatch.Instance;
    }

    private async ValueTask<LoadOutcome> AskAsync(string identifier, CancellationToken cancellationToken)
    {
        foreach (var source in Sources)
        {
            var outcome = await AskAsync(source, identifier, cancellationToken);
            if (outcome is not LoadOutcome.Declined)
            {
                return outcome;
            }
        }

        return LoadOutcome.NoMatch.Instance;
    }

    private static async ValueTask<LoadOutcome> AskAsync(ITrackSource source, string identifier, CancellationToken cancellationToken)
    {
        try
        {
            return await source.LoadAsync(identifier, cancellationToken);
        }
        catch (TrackLoadException failure)
        {
            return new LoadOutcome.Failed(failure);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return new LoadOutcome.Failed(new TrackLoadException(failure.Message, LoadSeverity.Fault, failure));
        }
    }

    /// <summary>A list's title for a link is worth less than what the track says of itself.</summary>
    private static LoadOutcome Titled(LoadOutcome outcome, string? title) =>
        outcome is LoadOutcome.Track { Item: { Title: AudioTrack.UnknownTitle } track } && !string.IsNullOrWhiteSpace(title)
            ? new LoadOutcome.Track(track with { Title = title })
            : outcome;
}
