using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>How a grain timer runs.</summary>
public readonly struct GrainTimerCreationOptions : IEquatable<GrainTimerCreationOptions>
{
    /// <summary>The times are set by initializers.</summary>
    public GrainTimerCreationOptions()
    {
    }

    /// <summary>First after <paramref name="dueTime" />, then <paramref name="period" /> after the end of each run.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Until the first run.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of a run to the next; infinite for a single run.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether runs may interleave with calls. Otherwise they wait their turn.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether a run counts as use, so that the activation is not collected.</summary>
    public bool KeepAlive { get; init; }

    /// <inheritdoc />
    public bool Equals(GrainTimerCreationOptions other) =>
        DueTime == other.DueTime && Period == other.Period && Interleave == other.Interleave && KeepAlive == other.KeepAlive;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is GrainTimerCreationOptions other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(DueTime, Period, Interleave, KeepAlive);

    /// <summary>Value equality.</summary>
    public static bool operator ==(GrainTimerCreationOptions left, GrainTimerCreationOptions right) => left.Equals(right);

    /// <summary>Value inequality.</summary>
    public static bool operator !=(GrainTimerCreationOptions left, GrainTimerCreationOptions right) => !left.Equals(right);
}
