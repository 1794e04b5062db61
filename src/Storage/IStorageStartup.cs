namespace Fabric.Storage;

/// <summary>What a composition does with storage before it starts the host, whichever database it is.</summary>
public interface IStorageStartup
{
    /// <summary>Where the data is, for people; without passwords.</summary>
    string Description { get; }

    /// <summary>
    /// Opens the database and creates or raises its schema. A database server that is merely away is waited for, with a line in the log
    /// every few seconds.
    /// </summary>
    /// <exception cref="StorageException">
    /// It cannot be used, and waiting would not help: the message is the line to print before exiting with status 1.
    /// </exception>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    Task StartAsync(CancellationToken cancellationToken);
}
