namespace Orleans.Hosting;

/// <summary>Settings of a silo's memory streams.</summary>
public interface ISiloMemoryStreamConfigurator : ISiloPersistentStreamConfigurator;
