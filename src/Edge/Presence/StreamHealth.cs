namespace Fabric.Edge.Presence;

/// <summary>
/// Decides whether the gateway's stream still brings what is put in. A silo that dies may take the subscription along, and nothing tells: so a
/// marker is sent through the stream every few seconds, and the stream is subscribed anew once one that the cluster took does not come back.
/// A cluster that takes nothing is another matter: subscribing would not help then. Times are those of one monotonic clock.
/// </summary>
internal sealed class StreamHealth
{
    /// <summary>How often a marker is sent.</summary>
    public static readonly TimeSpan MarkPeriod = TimeSpan.FromSeconds(2);

    /// <summary>How long a marker may be on its way; doubled while subscribing anew does not help, up to <see cref="LongestPatience" />.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>The most.</summary>
    public static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(16);

    /// <summary>For how long after its last answer the cluster counts as there.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(8);

    private readonly Lock _gate = new();
    private TimeSpan _patience = Patience;
    private TimeSpan? _answered;
    private TimeSpan? _lastMark;
    private TimeSpan? _waitingSince;
    private bool _isSubscribed;
    private bool _hasBrought;

    /// <summary>What to do now.</summary>
    public StreamStep Next(TimeSpan now)
    {
        lock (_gate)
        {
            if (!_isSubscribed || now - _waitingSince >= _patience)
            {
                return StreamStep.Subscribe;
            }

            if (_lastMark is { } last && now - last < MarkPeriod)
            {
                return StreamStep.Wait;
            }

            _lastMark = now;
            return StreamStep.Mark;
        }
    }

    /// <summary>Subscribing worked.</summary>
    public void OnSubscribed(TimeSpan now)
    {
        lock (_gate)
        {
            if (_isSubscribed)
            {
                _patience = _patience * 2 < LongestPatience ? _patience * 2 : LongestPatience;
            }

            _isSubscribed = true;
            _answered = now;
            _waitingSince = _lastMark = null;
        }
    }

    /// <summary>The cluster has taken a marker.</summary>
    public void OnMarkTaken(TimeSpan now)
    {
        lock (_gate)
        {
            _answered = now;
            _waitingSince ??= now;
        }
    }

    /// <summary>The stream has brought something.</summary>
    public void OnBrought(TimeSpan now)
    {
        lock (_gate)
        {
            _hasBrought = true;
            _answered = now;
            _waitingSince = null;
            _patience = Patience;
        }
    }

    /// <summary>What keeps this process from serving what is new; null where nothing does.</summary>
    public string? FindProblem(TimeSpan now)
    {
        lock (_gate)
        {
            return (_hasBrought, _answered) switch
            {
                (false, _) or (_, null) => "not connected to the cluster yet",
                (_, { } answered) when now - answered > Silence => $"no silo has answered for {(now - answered).TotalSeconds:0} s",
                _ => null,
            };
        }
    }
}
