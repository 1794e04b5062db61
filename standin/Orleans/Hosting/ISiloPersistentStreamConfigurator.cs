namespace Orleans.Hosting;

/// <summary>Settings of a silo's queue-based streams.</summary>
public interface ISiloPersistentStreamConfigurator
{
    /// <summary>The provider's name.</summary>
    string Name { get; }
}
