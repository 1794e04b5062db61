namespace Orleans.Hosting;

/// <summary>Settings of a client's memory streams.</summary>
public interface IClusterClientMemoryStreamConfigurator;
