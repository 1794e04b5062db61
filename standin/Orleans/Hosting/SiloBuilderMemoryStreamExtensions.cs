namespace Orleans.Hosting;

/// <summary>Registers memory streams.</summary>
public static class SiloBuilderMemoryStreamExtensions
{
    /// <summary>Registers memory streams under a name, the same on silos and clients.</summary>
    public static ISiloBuilder AddMemoryStreams(this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
    {
        configure?.Invoke(new SiloMemoryStreamConfigurator(name, builder.Services));
        builder.Services.AddMemoryStreamProvider(name);
        return builder;
    }
}
