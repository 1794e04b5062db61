namespace Fabric.Edge.Lavalink.Node;

/// <summary>Makes pauses out of the runtime's events, which come one after the other in the order of their times.</summary>
internal sealed class GcPauseState
{
    /// <summary>Why everything is stopped: for a collection. Debuggers, profilers and others stop it too.</summary>
    private const uint Collection = 1;

    /// <summary>Why everything is stopped: for a step of a collection that otherwise runs beside the work.</summary>
    private const uint BackgroundStep = 6;

    private DateTime? _began;
    private int _generation;

    /// <summary>Everything is being stopped.</summary>
    public void Suspend(DateTime time, uint reason)
    {
        _began = reason is Collection or BackgroundStep ? time : null;

        // A step of a collection that has begun long ago brings no start of its own; only the oldest generation is collected beside the work.
        _generation = GC.MaxGeneration;
    }

    /// <summary>A collection begins; the last of a pause is the oldest one, which the others led to.</summary>
    public void Start(int generation) => _generation = generation;

    /// <summary>Everything runs again.</summary>
    /// <returns>The pause that is over, if it was one for the collector.</returns>
    public GcPause? Restart(DateTime time)
    {
        GcPause? pause = _began is { } began ? new GcPause(_generation, time - began) : null;
        _began = null;
        return pause;
    }
}
