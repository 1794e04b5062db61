namespace Fabric.Storage.Batching;

/// <summary>The thread that writes and the one that reads.</summary>
internal sealed class BatchLoops(IBatchExecutor<WriteOperation> writer, IBatchExecutor<ReadOperation> reader, BatchLimits limits)
{
    private readonly BatchLoop<WriteOperation> _writes = new("Storage writer", writer, limits);
    private readonly BatchLoop<ReadOperation> _reads = new("Storage reader", reader, limits);

    public void Add(WriteOperation write) => _writes.Add(write);

    public void Add(ReadOperation read) => _reads.Add(read);

    /// <summary>Carries out what is waiting. False if the time was up: then a thread may still be at work.</summary>
    public async Task<bool> StopAsync(TimeSpan deadline, TimeProvider time)
    {
        var ended = await Task.WhenAll(_writes.StopAsync(deadline, time), _reads.StopAsync(deadline, time));
        return !ended.Contains(false);
    }
}
