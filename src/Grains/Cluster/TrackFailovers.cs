namespace Fabric.Grains.Cluster;

/// <summary>
/// The failovers of the track that a player plays. A track that has brought too many within a short time is ended: it may be what ends
/// the silos. It is stored with the player, so its times are those of a clock that the silos share; a wrong clock ends a track at most.
/// </summary>
/// <param name="options">How many are too many, and in what time.</param>
/// <param name="track">The track that failovers were counted of before.</param>
/// <param name="times">Their times, as stored.</param>
internal sealed class TrackFailovers(FailoverOptions options, string? track = null, params IEnumerable<TimeSpan> times)
{
    private readonly List<TimeSpan> _times = [.. times];
    private string? _track = track;

    /// <summary>The times that count.</summary>
    public IReadOnlyList<TimeSpan> Times => _times;

    /// <summary>The player lives again after a failover. False when its track is to be ended with an exception.</summary>
    public bool OnFailover(string? track, TimeSpan now)
    {
        if (track is null)
        {
            _times.Clear();
            _track = null;
            return true;
        }

        if (track != _track)
        {
            _times.Clear();
            _track = track;
        }

        _times.RemoveAll(time => now - time >= options.TrackFailoverWindow);
        _times.Add(now);
        return _times.Count < options.TrackFailoverLimit;
    }
}
