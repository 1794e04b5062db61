using System.Globalization;

namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>Virtual time, chance and what is going to happen. Everything follows from the seed.</summary>
internal sealed class World(int seed, bool isTraced)
{
    private readonly PriorityQueue<Action, (long At, long Order)> _events = new();
    private readonly List<string> _trace = [];
    private long _order;

    public Random Random { get; } = new(seed);

    public TimeSpan Now { get; private set; }

    public bool IsTraced => isTraced;

    /// <summary>How many events have happened.</summary>
    public long Events { get; private set; }

    public IReadOnlyList<string> Lines => _trace;

    public void After(TimeSpan delay, Action action) => _events.Enqueue(action, ((Now + delay).Ticks, _order++));

    /// <summary>A time between two.</summary>
    public TimeSpan Between(double leastSeconds, double mostSeconds) =>
        TimeSpan.FromTicks((long)((leastSeconds + (Random.NextDouble() * (mostSeconds - leastSeconds))) * TimeSpan.TicksPerSecond));

    public bool Chance(double probability) => Random.NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> list) => list[Random.Next(list.Count)];

    /// <summary>The next event; false when it lies beyond the end.</summary>
    public bool Step(TimeSpan end)
    {
        if (!_events.TryPeek(out var action, out var key) || key.At > end.Ticks)
        {
            Now = end;
            return false;
        }

        _events.Dequeue();
        Now = TimeSpan.FromTicks(key.At);
        Events++;
        action();
        return true;
    }

    /// <summary>Notes a line of the trace. To be called only where <see cref="IsTraced" />.</summary>
    public void Note(string line) => _trace.Add(string.Create(CultureInfo.InvariantCulture, $"{Now.TotalSeconds,9:0.0000}  {line}"));
}
