namespace Fabric.Storage.Batching;

/// <summary>Carries out what was waiting together. Called by one thread, one batch at a time.</summary>
internal interface IBatchExecutor<TOperation>
    where TOperation : StorageOperation
{
    /// <summary>
    /// Completes every operation of the batch, or throws: then it has completed none of them and nothing was stored.
    /// </summary>
    void Execute(ReadOnlySpan<TOperation> batch);
}
