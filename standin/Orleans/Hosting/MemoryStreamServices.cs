using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Orleans.Hosting;

/// <summary>The services of memory streams, the same on silos and clients.</summary>
internal static class MemoryStreamServices
{
    public static void AddMemoryStreamProvider(this IServiceCollection services, string name)
    {
        services.TryAddSingleton<StreamHub>();
        services.AddKeyedSingleton<IStreamProvider>(
            name,
            static (provider, key) => new MemoryStreamProvider(
                (string)key!,
                provider.GetRequiredService<StreamHub>(),
                provider.GetRequiredService<ILogger<MemoryStreamProvider>>()));
    }
}
