namespace Fabric.Media.Players;

/// <summary>
/// How far a track is: whole frames of 20 ms that were put out since a known place, each of which takes as much of the track as the rate says.
/// Times are milliseconds.
/// </summary>
internal sealed class PlayProgress(EnginePlay play, double rate)
{
    private const double Frame = 20;

    /// <summary>Clients give tracks whose length is below 0: there is nothing in them.</summary>
    private readonly long _length = Math.Max(play.Length, 0);
    private long _position = play.StartPosition ?? Math.Max(play.Start, 0);
    private double _source = Math.Max(play.Start, 0);
    private double _rate = rate;
    private long? _marker = play.EndMarker > (play.StartPosition ?? Math.Max(play.Start, 0)) ? play.EndMarker : null;

    /// <summary>Which play.</summary>
    public EnginePlay Play => play;

    /// <summary>The position after a time of playing since the place that is known.</summary>
    public long Position(TimeSpan played) => _position + (long)Math.Min(Output(played), Math.Ceiling(Left));

    /// <summary>How far into the track that is.</summary>
    public long SourcePosition(TimeSpan played) => (long)Math.Min(_source + (Output(played) * _rate), _length);

    /// <summary>How long after the place that is known the track finishes, at its end or at the marker; null where it does not.</summary>
    public TimeSpan? Finish
    {
        get
        {
            var output = _marker is { } marker ? Math.Min(Math.Max(marker - _position, 0), Left) : Left;
            return double.IsPositiveInfinity(output) ? null : TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(output / Frame) * Frame, MaxTime));
        }
    }

    /// <summary>The place is known anew; what is returned has been played since, of a frame that is not complete.</summary>
    public TimeSpan Settle(TimeSpan played)
    {
        (_position, _source) = (Position(played), _source + (Output(played) * _rate));
        return played - TimeSpan.FromMilliseconds(Output(played));
    }

    /// <summary>Goes on at another rate from the place that is known.</summary>
    public void SetRate(double rate) => _rate = rate;

    /// <summary>Goes to another place.</summary>
    public void Seek(long position)
    {
        _position = Math.Clamp(position, 0, _length);
        _source = _position;
    }

    /// <summary>Sets or clears the marker, from the place that is known on.</summary>
    public void SetMarker(long? marker) => _marker = marker > _position ? marker : null;

    private static double MaxTime => TimeSpan.FromDays(3650).TotalMilliseconds;

    /// <summary>The output that the rest of the track makes.</summary>
    private double Left => _length == EnginePlay.Endless ? double.PositiveInfinity : Math.Max((_length - _source) / _rate, 0);

    private static double Output(TimeSpan played) => Math.Floor(played.TotalMilliseconds / Frame) * Frame;
}
