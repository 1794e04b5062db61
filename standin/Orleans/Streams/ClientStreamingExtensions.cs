using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Orleans;

/// <summary>Streams of a client.</summary>
public static class ClientStreamingExtensions
{
    /// <summary>The provider registered under a name.</summary>
    /// <exception cref="KeyNotFoundException">None is.</exception>
    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
        client.ServiceProvider.GetKeyedService<IStreamProvider>(name)
            ?? throw new KeyNotFoundException($"No stream provider '{name}' is registered: call AddMemoryStreams(\"{name}\").");
}
