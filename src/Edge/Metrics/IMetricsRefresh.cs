namespace Fabric.Edge.Metrics;

/// <summary>Something whose measurement has to be asked for elsewhere before it is shown. Register any number.</summary>
internal interface IMetricsRefresh
{
    /// <summary>Asks; what does not answer soon keeps the value that it had.</summary>
    Task RefreshAsync(CancellationToken cancellation);
}
