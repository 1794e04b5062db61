using System.Collections.Immutable;
using System.Diagnostics.Tracing;

namespace Fabric.Edge.Lavalink.Node;

/// <summary>
/// The runtime's own events of its collector, which tell of each pause exactly once. What the runtime remembers
/// (<see cref="GC.GetGCMemoryInfo(GCKind)" />) is only the last of each kind: asked after each of 4000 collections in a row, by an object that
/// they finalize, it missed 6 %. A collection brings some 19 events, which cost 0.15 ms of processor time, nearly all of it after the pause on a
/// thread of the runtime's. Pauses are missed only while another <see cref="EventListener" /> of the process starts or ends, as the runtime then begins
/// its stream anew. There is one for the process, and it is never disposed of: the runtime may lock up where one listener ends while another begins.
/// </summary>
internal sealed class CollectorEvents : EventListener
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords Collector = (EventKeywords)0x1;

    /// <summary>GCStart: the count of collections, and the generation.</summary>
    private const int Start = 1;

    /// <summary>GCRestartEEEnd.</summary>
    private const int RestartEnd = 3;

    /// <summary>GCSuspendEEBegin: the reason.</summary>
    private const int SuspendBegin = 9;

    private static readonly Lazy<CollectorEvents> Only = new(static () => new CollectorEvents());

    // These have initializers because the base's constructor brings events already.
    private readonly GcPauseState _state = new();
    private ImmutableArray<Watch> _watches = [];

    private CollectorEvents()
    {
    }

    /// <summary>The one of this process, which listens from when it is first asked for.</summary>
    public static CollectorEvents Instance => Only.Value;

    /// <summary>One is told of what happens from now on; events come late.</summary>
    public void Add(GcPauses observer)
    {
        var watch = new Watch(observer, TimeProvider.System.GetUtcNow().UtcDateTime);
        ImmutableInterlocked.Update(ref _watches, static (watches, added) => watches.Add(added), watch);
    }

    /// <summary>One is not told any more.</summary>
    public void Remove(GcPauses observer) =>
        ImmutableInterlocked.Update(ref _watches, static (watches, removed) => watches.RemoveAll(watch => watch.Observer == removed), observer);

    /// <inheritdoc />
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Runtime)
        {
            EnableEvents(eventSource, EventLevel.Informational, Collector);
        }
    }

    /// <inheritdoc />
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        switch (eventData.EventId, eventData.Payload)
        {
            case (SuspendBegin, [uint reason, ..]):
                _state.Suspend(eventData.TimeStamp, reason);
                break;
            case (Start, [_, uint generation, ..]):
                _state.Start((int)generation);
                foreach (var watch in _watches.Where(watch => watch.Sees(eventData)))
                {
                    watch.Observer.OnStarted((int)generation);
                }

                break;
            case (RestartEnd, _) when _state.Restart(eventData.TimeStamp) is { } pause:
                foreach (var watch in _watches.Where(watch => watch.Sees(eventData)))
                {
                    watch.Observer.OnPaused(pause);
                }

                break;
        }
    }

    private sealed record Watch(GcPauses Observer, DateTime Since)
    {
        public bool Sees(EventWrittenEventArgs happened) => happened.TimeStamp >= Since;
    }
}
