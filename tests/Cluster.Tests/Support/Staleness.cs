using System.Diagnostics;
using Fabric.FakeDiscord.Model;

namespace Fabric.Cluster.Tests.Support;

/// <summary>How far a subscriber is behind: for each change, the time until it or a later one of the same user arrived. Thread-safe.</summary>
internal sealed class Staleness
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<(long Number, long Sent)>> _underWay = new(StringComparer.Ordinal);
    private TimeSpan _worst;
    private string _worstOf = "nobody";

    /// <summary>The longest since the beginning or the last <see cref="Reset" />; what is still under way counts with its age.</summary>
    public TimeSpan Worst
    {
        get
        {
            lock (_gate)
            {
                return _worst > Behind ? _worst : Behind;
            }
        }
    }

    /// <summary>The age of the oldest change that the subscriber does not know of.</summary>
    public TimeSpan Behind
    {
        get
        {
            lock (_gate)
            {
                var waiting = _underWay.Values.Where(static queue => queue.Count > 0).Select(static queue => queue.Peek().Sent).ToList();
                return waiting.Count == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(waiting.Min());
            }
        }
    }

    /// <summary>How many users have changed without the subscriber's knowing.</summary>
    public int UsersBehind
    {
        get
        {
            lock (_gate)
            {
                return _underWay.Values.Count(static queue => queue.Count > 0);
            }
        }
    }

    public void Sent(Snowflake user, long number)
    {
        lock (_gate)
        {
            var key = user.ToString();
            if (!_underWay.TryGetValue(key, out var queue))
            {
                _underWay[key] = queue = [];
            }

            queue.Enqueue((number, Stopwatch.GetTimestamp()));
        }
    }

    public void Received(string user, long number)
    {
        lock (_gate)
        {
            if (!_underWay.TryGetValue(user, out var queue))
            {
                return;
            }

            while (queue.TryPeek(out var change) && change.Number <= number)
            {
                queue.Dequeue();
                var age = Stopwatch.GetElapsedTime(change.Sent);
                (_worst, _worstOf) = age > _worst ? (age, user) : (_worst, _worstOf);
            }
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _worst = TimeSpan.Zero;
        }
    }

    public override string ToString() => $"worst {Worst.TotalSeconds:0.00} s (user {_worstOf}), {UsersBehind} users behind";
}
