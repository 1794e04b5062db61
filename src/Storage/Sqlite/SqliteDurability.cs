namespace Fabric.Storage.Sqlite;

/// <summary>What an acknowledged write survives.</summary>
public enum SqliteDurability
{
    /// <summary>
    /// The end of the process, however it ends (<c>synchronous = NORMAL</c>). A loss of power or a crash of the operating system
    /// may cost the writes that it had not yet put on disk, usually those of the last 30 seconds; the file stays consistent.
    /// </summary>
    ProcessCrash,

    /// <summary>
    /// A loss of power too (<c>synchronous = FULL</c>): each commit waits for the disk. Writes that wait together share that wait,
    /// so it costs latency (0.2 ms on a fast disk, 5 ms on a slow one) rather than throughput.
    /// </summary>
    PowerLoss,
}
