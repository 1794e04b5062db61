using Fabric.Storage.Formats;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;

namespace Fabric.Storage;

/// <summary>What every storage provider shares.</summary>
public static class StorageServiceCollectionExtensions
{
    private const string Service = "fabric";

    /// <summary>Registers how states of one type are stored. Every type of persistent state needs it, once.</summary>
    public static IServiceCollection AddStateFormat<T>(this IServiceCollection services, StateFormat<T> format) =>
        services.AddSingleton<StateFormat>(format).AddStorageCore();

    /// <summary>Registers which cluster the process belongs to, for silos and clients.</summary>
    public static IServiceCollection AddClusterId(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ClusterIdOptions>().Bind(configuration.GetSection(ClusterIdOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClusterIdOptions>, ClusterIdOptionsValidator>());
        services.AddOptions<ClusterOptions>().Configure<IOptions<ClusterIdOptions>>(
            static (cluster, id) => (cluster.ClusterId, cluster.ServiceId) = (id.Value.Id, Service));
        return services;
    }

    internal static IServiceCollection AddStorageCore(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StateFormats>();
        services.TryAddSingleton<StorageMetrics>();
        return services;
    }

    internal static void AddRecordGrainStorage(this IServiceCollection services, string name, Func<IServiceProvider, IRecordStore> store) =>
        services.AddGrainStorage(name, (provider, _) => CreateGrainStorage(provider, store(provider)));

    internal static RecordGrainStorage CreateGrainStorage(IServiceProvider services, IRecordStore store) =>
        new(store, services.GetRequiredService<StateFormats>(), services.GetRequiredService<TimeProvider>());
}
