namespace Fabric.Grains.Cluster;

/// <summary>
/// The numbered log of events that a client has not been seen to receive. An event is durable before it is sent, and trimmed once the
/// gateway has acknowledged that it sent it: so each comes once and in order, or again where a crash fell in between.
/// </summary>
/// <typeparam name="T">An event.</typeparam>
internal sealed class EventLog<T>(long acknowledged, IEnumerable<T> events)
{
    private readonly List<T> _events = [.. events];

    /// <summary>The number up to which everything was acknowledged, and trimmed.</summary>
    public long Acknowledged { get; private set; } = acknowledged;

    /// <summary>The number of the last event.</summary>
    public long Last => Acknowledged + _events.Count;

    /// <summary>The number up to which everything is durable, and may be sent.</summary>
    public long Durable { get; private set; } = acknowledged + events.Count();

    /// <summary>The events that are not acknowledged.</summary>
    public IReadOnlyList<T> Events => _events;

    /// <summary>Adds an event; returns its number.</summary>
    public long Append(T item)
    {
        _events.Add(item);
        return Last;
    }

    /// <summary>Everything up to a number is stored.</summary>
    public void OnStored(long last) => Durable = Math.Max(Durable, Math.Min(last, Last));

    /// <summary>
    /// The durable events after a number, with the number of the first. Where that leaves some out, a gateway before has acknowledged
    /// them after this one asked where to begin: they were sent, and are not waited for.
    /// </summary>
    public (long First, IReadOnlyList<T> Events) After(long number)
    {
        var from = Math.Max(number, Acknowledged);
        return (from + 1, from >= Durable ? [] : _events.GetRange((int)(from - Acknowledged), (int)(Durable - from)));
    }

    /// <summary>A gateway has sent everything up to a number. Numbers that were not durable cannot have been sent.</summary>
    public void Acknowledge(long number)
    {
        var trimmed = Math.Min(number, Durable) - Acknowledged;
        if (trimmed > 0)
        {
            _events.RemoveRange(0, (int)trimmed);
            Acknowledged += trimmed;
        }
    }
}
