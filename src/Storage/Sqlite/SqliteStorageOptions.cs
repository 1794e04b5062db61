namespace Fabric.Storage.Sqlite;

/// <summary>The embedded database. Section <c>Storage</c> of the configuration.</summary>
public sealed class SqliteStorageOptions
{
    /// <summary>The section of the configuration that messages name.</summary>
    public const string SectionName = "Storage";

    /// <summary>The directory of the file; created if missing. Relative to the working directory.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>The file's name; beside it lie <c>-wal</c>, <c>-shm</c> and <c>.lock</c>.</summary>
    public string FileName { get; set; } = "fabric.db";

    /// <summary>
    /// What an acknowledged write survives. By default a loss of power too: group commit lets waiting writes share the wait for the
    /// disk, so it costs a lone write a fraction of a millisecond on a good disk, and throughput next to nothing.
    /// </summary>
    public SqliteDurability Durability { get; set; } = SqliteDurability.PowerLoss;

    /// <summary>How long to wait for a lock that another program holds on the file, at start and at each commit.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many writes may share a transaction.</summary>
    public int BatchRecords { get; set; } = 512;

    /// <summary>How many bytes of payload may share a transaction; a single larger record goes alone.</summary>
    public int BatchBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>The largest payload of a record, in bytes.</summary>
    public int MaxRecordBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Memory for the pages of the file, in bytes, for reading and for writing each.</summary>
    public long CacheBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>
    /// Files up to this size, in bytes, are checked for damage from end to end at start (about 0.6 ms per megabyte in memory); in
    /// larger ones damage shows when a record is read.
    /// </summary>
    public long IntegrityCheckLimit { get; set; } = 512 * 1024 * 1024;

    /// <summary>How long waiting writes may take to be committed when the process stops.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(10);

    internal string FilePath => Path.Combine(Path.GetFullPath(DataDirectory), FileName);
}
