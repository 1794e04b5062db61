using Microsoft.Extensions.DependencyInjection;

namespace Fabric.Storage;

/// <summary>What a composition does before it starts the host.</summary>
public static class StorageStartupExtensions
{
    /// <summary>Opens the database, waiting for a server that is merely away, and makes sure that this process may use it.</summary>
    /// <exception cref="StorageException">It cannot be used: the message is the line to print before exiting with status 1.</exception>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public static async Task StartStorageAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<IStorageStartup>().StartAsync(cancellationToken);
        foreach (var check in services.GetServices<IStorageCheck>())
        {
            await check.CheckAsync(cancellationToken);
        }
    }
}
