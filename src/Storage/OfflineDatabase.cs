using Fabric.Storage.Postgres;
using Fabric.Storage.Postgres.Membership;
using Fabric.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Storage;

namespace Fabric.Storage;

/// <summary>The database that the settings choose, for a program that works on its records while no fabric does.</summary>
public sealed class OfflineDatabase(IServiceProvider services, StorageChoice choice)
{
    /// <summary>Registers it, and what it needs. State formats are registered beside it.</summary>
    public static IServiceCollection Register(IServiceCollection services, StorageChoice choice)
    {
        if (choice.IsShared)
        {
            services.AddPostgresDatabase(choice.Bind);
            services.TryAddSingleton<PostgresRecordStore>();
            services.TryAddSingleton<PostgresIdleCheck>();
        }
        else
        {
            services.AddSqliteDatabase(choice.Bind);
        }

        return services.AddSingleton(provider => new OfflineDatabase(provider, choice));
    }

    /// <summary>Whether a fabric has ever used it.</summary>
    /// <exception cref="StorageException">It cannot be asked.</exception>
    public async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        if (!choice.IsShared)
        {
            return File.Exists(services.GetRequiredService<IOptions<SqliteStorageOptions>>().Value.FilePath);
        }

        var server = services.GetRequiredService<PostgresDatabase>();
        try
        {
            return await server.AskAsync(PostgresSchema.VersionOfAsync, cancellationToken) > 0;
        }
        catch (NpgsqlException exception)
        {
            throw PostgresFaults.Refusal(server.Place, exception);
        }
    }

    /// <summary>Opens it, which creates it where it is missing.</summary>
    /// <exception cref="StorageException">It cannot be used, or a fabric is using it.</exception>
    public async Task<IGrainStorage> OpenAsync(CancellationToken cancellationToken)
    {
        if (!choice.IsShared)
        {
            var file = services.GetRequiredService<SqliteDatabase>();
            file.Open();
            return StorageServiceCollectionExtensions.CreateGrainStorage(services, file);
        }

        await services.GetRequiredService<PostgresDatabase>().PrepareAsync(cancellationToken);
        await services.GetRequiredService<PostgresIdleCheck>().CheckAsync(cancellationToken);
        return StorageServiceCollectionExtensions.CreateGrainStorage(services, services.GetRequiredService<PostgresRecordStore>());
    }
}
