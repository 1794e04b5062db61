namespace Fabric.Edge.WebSockets;

/// <summary>The lanes of a process, one for each core; sockets are dealt out over them.</summary>
internal sealed class FlushLanes(TimeProvider time) : IDisposable
{
    private readonly FlushLane[] _lanes = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new FlushLane(time))];
    private uint _next;

    /// <summary>The lane for a new socket.</summary>
    public FlushLane Deal() => _lanes[Interlocked.Increment(ref _next) % (uint)_lanes.Length];

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var lane in _lanes)
        {
            lane.Dispose();
        }
    }
}
