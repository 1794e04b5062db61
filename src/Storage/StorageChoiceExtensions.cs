using Fabric.Storage.Postgres;
using Fabric.Storage.Sqlite;
using Orleans.Hosting;

namespace Fabric.Storage;

/// <summary>Registers the database that the settings choose. The composition starts it by <see cref="IStorageStartup" />.</summary>
public static class StorageChoiceExtensions
{
    /// <summary>Grain storage of the given name.</summary>
    public static ISiloBuilder AddChosenGrainStorage(this ISiloBuilder builder, string name, StorageChoice choice) => choice.IsShared
        ? builder.AddPostgresGrainStorage(name, choice.Bind)
        : builder.AddSqliteGrainStorage(name, choice.Bind);

    /// <summary>Grain storage of the given name in the shared database, over connections that no other name's requests wait for.</summary>
    public static ISiloBuilder AddLeaseStorage(this ISiloBuilder builder, string name, StorageChoice choice) =>
        builder.AddSeparatePostgresGrainStorage(name, Shared(choice).Bind);

    /// <summary>Membership in the shared database. A process with a database of its own needs none.</summary>
    public static ISiloBuilder UseChosenClustering(this ISiloBuilder builder, StorageChoice choice) =>
        builder.UsePostgresClustering(Shared(choice).Bind);

    /// <inheritdoc cref="UseChosenClustering(ISiloBuilder, StorageChoice)" />
    public static IClientBuilder UseChosenClustering(this IClientBuilder builder, StorageChoice choice) =>
        builder.UsePostgresClustering(Shared(choice).Bind);

    private static StorageChoice Shared(StorageChoice choice) => choice.IsShared
        ? choice
        : throw new StorageException(
            $"{PostgresStorageOptions.ConnectionSetting} names no PostgreSQL server, and processes form a cluster only through one: "
            + "set it to Host=...;Database=...;Username=...;Password=...");
}
