using Fabric.Storage.Batching;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Fabric.Storage.Sqlite;

/// <summary>What exists only while the database is open: the claim on the file, and the threads that write and read it.</summary>
internal sealed class OpenDatabase
{
    private readonly FileLock _claim;
    private readonly SqliteWriter _writer;
    private readonly SqliteReader _reader;

    private OpenDatabase(FileLock claim, SqliteWriter writer, SqliteReader reader, BatchLimits limits)
    {
        _claim = claim;
        _writer = writer;
        _reader = reader;
        Loops = new BatchLoops(writer, reader, limits);
    }

    public BatchLoops Loops { get; }

    /// <summary>Opens a file that this process has claimed.</summary>
    /// <exception cref="StorageException">It cannot be used.</exception>
    public static OpenDatabase Open(
        SqliteStorageOptions options, FileLock claim, TimeProvider time, StorageMetrics metrics, ILogger logger)
    {
        var connections = new SqliteConnections(options, new SqliteSchema(SqliteMigrations.All));
        var writing = connections.OpenForWriting(time.GetUtcNow());
        SqliteConnection? reading = null;
        try
        {
            reading = connections.OpenForReading();
            var writer = new SqliteWriter(writing, NextETags(writing), time, metrics, logger);
            var reader = new SqliteReader(reading, time, metrics, logger);
            return new OpenDatabase(claim, writer, reader, new BatchLimits(options.BatchRecords, options.BatchBytes));
        }
        catch (SqliteException exception)
        {
            reading?.Dispose();
            writing.Dispose();
            throw SqliteRefusal.Of(options.FilePath, exception);
        }
    }

    /// <summary>
    /// Carries out what is waiting and closes the file. False if the time was up: then the connections and the claim stay until
    /// the process ends, because a thread may still be using them.
    /// </summary>
    public async Task<bool> CloseAsync(TimeSpan deadline, TimeProvider time)
    {
        if (!await Loops.StopAsync(deadline, time))
        {
            return false;
        }

        // One after the other: only the connection that closes alone carries the log over into the file.
        _reader.Dispose();
        _writer.Dispose();
        _claim.Dispose();
        return true;
    }

    private static ETagSequence NextETags(SqliteConnection connection) =>
        new(connection.QueryNumber("UPDATE etag_epoch SET openings = openings + 1 RETURNING openings"));
}
