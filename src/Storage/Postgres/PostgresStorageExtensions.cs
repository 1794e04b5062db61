using Fabric.Storage.Postgres.Membership;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Messaging;

namespace Fabric.Storage.Postgres;

/// <summary>Registers the database server. The composition calls <see cref="IStorageStartup.StartAsync" /> before it starts the host.</summary>
public static class PostgresStorageExtensions
{
    /// <summary>Grain storage of the given name. Several names share the one database.</summary>
    public static ISiloBuilder AddPostgresGrainStorage(
        this ISiloBuilder builder, string name, Action<PostgresStorageOptions>? configure = null)
    {
        builder.Services.AddPostgresDatabase(configure);
        builder.Services.TryAddSingleton<PostgresRecordStore>();
        builder.Services.AddRecordGrainStorage(name, static services => services.GetRequiredService<PostgresRecordStore>());
        return builder;
    }

    /// <summary>
    /// Grain storage of the given name with connections of its own: its requests are never behind those of another name. For few small records.
    /// </summary>
    public static ISiloBuilder AddSeparatePostgresGrainStorage(
        this ISiloBuilder builder, string name, Action<PostgresStorageOptions>? configure = null)
    {
        builder.Services.AddPostgresDatabase(configure);
        builder.Services.AddKeyedSingleton<PostgresRecordStore>(name);
        builder.Services.AddRecordGrainStorage(name, services => services.GetRequiredKeyedService<PostgresRecordStore>(name));
        return builder;
    }

    /// <summary>Silos of the same cluster id that use the same database form a cluster.</summary>
    public static ISiloBuilder UsePostgresClustering(this ISiloBuilder builder, Action<PostgresStorageOptions>? configure = null)
    {
        builder.Services.AddPostgresDatabase(configure);
        builder.Services.AddSingleton<IMembershipTable, PostgresMembershipTable>();
        builder.Services.AddSingleton<PostgresSilos>();
        builder.Services.AddClusterCheck(claims: true);
        return builder;
    }

    /// <summary>The client finds the silos of its cluster id in the database.</summary>
    public static IClientBuilder UsePostgresClustering(this IClientBuilder builder, Action<PostgresStorageOptions>? configure = null)
    {
        builder.Services.AddPostgresDatabase(configure);
        builder.Services.AddSingleton<IGatewayListProvider, PostgresGatewayList>();
        builder.Services.AddClusterCheck(claims: false);
        return builder;
    }

    /// <summary>The database alone.</summary>
    public static IServiceCollection AddPostgresDatabase(
        this IServiceCollection services, Action<PostgresStorageOptions>? configure = null)
    {
        services.AddStorageCore();
        services.AddOptions<PostgresStorageOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<PostgresStorageOptions>, PostgresStorageOptionsValidator>());
        services.TryAddSingleton<PostgresDatabase>();
        services.TryAddSingleton<IStorageStartup>(static provider => provider.GetRequiredService<PostgresDatabase>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        return services;
    }

    private static void AddClusterCheck(this IServiceCollection services, bool claims) =>
        services.AddSingleton<IStorageCheck>(provider => ActivatorUtilities.CreateInstance<PostgresClusterCheck>(provider, claims));
}
