namespace Fabric.Edge.Metrics;

/// <summary>The types of Prometheus' text format that there are here.</summary>
internal enum MetricKind
{
    /// <summary>Only grows.</summary>
    Counter,

    /// <summary>Grows and shrinks.</summary>
    Gauge,

    /// <summary>How many values were how large.</summary>
    Histogram,

    /// <summary>How many values there were, and their sum.</summary>
    Summary,
}
