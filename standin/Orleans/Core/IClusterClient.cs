namespace Orleans;

/// <summary>The way into the cluster: from outside, or from within a silo's own process.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The services of the client.</summary>
    IServiceProvider ServiceProvider { get; }
}
