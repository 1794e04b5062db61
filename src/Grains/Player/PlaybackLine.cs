using Fabric.Protocol.Lavalink;

namespace Fabric.Grains.Player;

/// <summary>
/// Where playback is, by one place that it was at: it advances steadily, so this holds until a track begins or ends, is paused, moved or played
/// at another speed. Where silos' clocks differ it is off by as much, and never beyond the end, nor beyond a mark at which the track finishes.
/// </summary>
/// <param name="Position">The position, in milliseconds of output.</param>
/// <param name="Source">How far into the track that was, in milliseconds.</param>
/// <param name="Time">When that was, in milliseconds since 1970.</param>
/// <param name="IsAdvancing">Whether it has advanced since.</param>
/// <param name="Mark">The position at which the track finishes; null without one. One that was behind the position when it was set is none.</param>
/// <param name="Length">The track's length, in milliseconds.</param>
/// <param name="Rate">How much of the track goes into a second, in seconds.</param>
internal sealed record PlaybackLine(long Position, long Source, long Time, bool IsAdvancing, long? Mark, long Length, double Rate)
{
    private const double SlowestRate = 0.01;
    private const double FastestRate = 100;

    public static PlaybackLine Of(PlayerState state, long length, double rate) =>
        new(state.Position, state.SourcePosition, state.PositionTime, state.IsAdvancing, state.EndTime > state.Position ? state.EndTime : null, length, rate);

    /// <summary>The rate that filters make. Impossible ones are brought into a range that can be played.</summary>
    public static double RateOf(Filters filters) => filters.Timescale is { } scale && double.IsFinite(scale.Speed * scale.Rate)
        ? Math.Clamp(scale.Speed * scale.Rate, SlowestRate, FastestRate)
        : 1;

    /// <summary>Whether the mark has been reached at a time.</summary>
    public bool IsMarkReached(long now) => At(now).Position >= Mark;

    /// <summary>Where it is at a time.</summary>
    public (long Position, long Source) At(long now)
    {
        if (!IsAdvancing)
        {
            return (Position, Source);
        }

        var played = Math.Max(now - Time, 0);
        var left = Length == TrackInfo.StreamLength ? double.PositiveInfinity : Math.Max((Length - Source) / Rate, 0);
        var advanced = Math.Min(Math.Min(played, left), Mark - Position ?? double.PositiveInfinity);
        return (Position + (long)advanced, (long)Math.Min(Source + (advanced * Rate), Length));
    }
}
