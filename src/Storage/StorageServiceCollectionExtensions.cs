using Fabric.Storage.Formats;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime.Hosting;

namespace Fabric.Storage;

/// <summary>What every storage provider shares.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>Registers how states of one type are stored. Every type of persistent state needs it, once.</summary>
    public static IServiceCollection AddStateFormat<T>(this IServiceCollection services, StateFormat<T> format) =>
        services.AddSingleton<StateFormat>(format).AddStorageCore();

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
