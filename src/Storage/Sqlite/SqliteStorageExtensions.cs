using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Hosting;

namespace Fabric.Storage.Sqlite;

/// <summary>Registers the embedded database.</summary>
public static class SqliteStorageExtensions
{
    /// <summary>
    /// Grain storage of the given name in the process's embedded database. Several names share the one file. The composition opens
    /// it with <see cref="SqliteDatabase.Open" /> before it starts the host.
    /// </summary>
    public static ISiloBuilder AddSqliteGrainStorage(
        this ISiloBuilder builder, string name, Action<SqliteStorageOptions>? configure = null)
    {
        builder.Services.AddSqliteDatabase(configure);
        builder.Services.AddRecordGrainStorage(name, static services => services.GetRequiredService<SqliteDatabase>());
        return builder;
    }

    /// <summary>The database alone, for processes that host no grains.</summary>
    public static IServiceCollection AddSqliteDatabase(
        this IServiceCollection services, Action<SqliteStorageOptions>? configure = null)
    {
        services.AddStorageCore();
        services.AddOptions<SqliteStorageOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<SqliteStorageOptions>, SqliteStorageOptionsValidator>());
        services.TryAddSingleton<SqliteDatabase>();
        services.TryAddSingleton<IStorageStartup>(static provider => provider.GetRequiredService<SqliteDatabase>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        return services;
    }
}
