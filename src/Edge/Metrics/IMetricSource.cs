namespace Fabric.Edge.Metrics;

/// <summary>Metrics that are there anyway, and read when they are shown: nothing measures them for the fabric. Register any number.</summary>
internal interface IMetricSource
{
    /// <summary>Whose they are.</summary>
    MetricAudience Audience { get; }

    /// <summary>As they are now. What cannot be told here is left out.</summary>
    IEnumerable<MetricFamily> Read();
}
