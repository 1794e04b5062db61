namespace Orleans.Hosting;

/// <summary>Registers a client's memory streams.</summary>
public static class ClientBuilderStreamingExtensions
{
    /// <summary>Registers memory streams under a name, the same on silos and clients.</summary>
    public static IClientBuilder AddMemoryStreams(
        this IClientBuilder builder,
        string name,
        Action<IClusterClientMemoryStreamConfigurator>? configure = null)
    {
        if (configure is not null)
        {
            throw new NotSupportedException("The stand-in's clients have no settings of memory streams: leave configure out.");
        }

        builder.Services.AddMemoryStreamProvider(name);
        return builder;
    }
}
