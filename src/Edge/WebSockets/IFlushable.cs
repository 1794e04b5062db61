namespace Fabric.Edge.WebSockets;

/// <summary>Something with bytes to send. A <see cref="FlushLane" /> calls it once for each time that it was scheduled.</summary>
internal interface IFlushable
{
    /// <summary>Sends what is ready, without blocking and without throwing.</summary>
    /// <param name="scratch">An empty buffer to gather bytes in; to be left empty.</param>
    void Flush(PooledBuffer scratch);
}
