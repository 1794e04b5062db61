namespace Fabric.Storage;

/// <summary>Something that must hold once the database is open and before the host starts.</summary>
internal interface IStorageCheck
{
    /// <summary>Completes when it holds.</summary>
    /// <exception cref="StorageException">It does not hold: the message is the line to print before exiting with status 1.</exception>
    Task CheckAsync(CancellationToken cancellationToken);
}
