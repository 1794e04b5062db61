using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Orleans;

/// <summary>Streams of a grain.</summary>
public static class GrainStreamingExtensions
{
    /// <summary>The provider registered under a name.</summary>
    /// <exception cref="KeyNotFoundException">None is.</exception>
    public static IStreamProvider GetStreamProvider(this Grain grain, string name) =>
        grain.GrainContext.ActivationServices.GetKeyedService<IStreamProvider>(name)
            ?? throw new KeyNotFoundException($"No stream provider '{name}' is registered: call AddMemoryStreams(\"{name}\").");
}
