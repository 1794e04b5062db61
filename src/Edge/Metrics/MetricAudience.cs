namespace Fabric.Edge.Metrics;

/// <summary>Who is shown a metric.</summary>
internal enum MetricAudience
{
    /// <summary>Operators, who are shown those of all others as well.</summary>
    Operators,

    /// <summary>Lanyard's clients.</summary>
    Lanyard,

    /// <summary>Lavalink's clients.</summary>
    Lavalink,
}
