using Fabric.Storage.Batching;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Fabric.Storage.Sqlite;

/// <summary>Reads the records of a batch in one read transaction on a connection that it owns; writing does not hold it up.</summary>
internal sealed partial class SqliteReader : IBatchExecutor<ReadOperation>, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly StorageMetrics _metrics;
    private readonly ILogger _logger;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _end;
    private readonly SqliteStatement _select;

    public SqliteReader(SqliteConnection connection, TimeProvider time, StorageMetrics metrics, ILogger logger)
    {
        _connection = connection;
        _time = time;
        _metrics = metrics;
        _logger = logger;
        _begin = new SqliteStatement(connection, "BEGIN");
        _end = new SqliteStatement(connection, "COMMIT");
        _select = new SqliteStatement(
            connection,
            "SELECT etag, format_version, payload FROM grain_state WHERE grain_type = ?1 AND state_name = ?2 AND grain_key = ?3");
    }

    public void Execute(ReadOnlySpan<ReadOperation> batch)
    {
        _begin.Run();
        try
        {
            foreach (var operation in batch)
            {
                Read(operation);
            }
        }
        finally
        {
            _end.Run();
        }
    }

    public void Dispose()
    {
        _begin.Dispose();
        _end.Dispose();
        _select.Dispose();
        _connection.Dispose();
    }

    private void Read(ReadOperation read)
    {
        try
        {
            Find(read);
        }
        catch (SqliteException exception)
        {
            LogFailed(exception, read.Key);
            read.Fail(new StorageException($"Record {read.Key} cannot be read from the database: {exception.Message}", exception));
        }

        _metrics.OnRead(_time.GetElapsedTime(read.RequestedAt));
    }

    private void Find(ReadOperation read)
    {
        _select.Bind(1, read.Key.Grain.Type.AsSpan());
        _select.Bind(2, read.Key.StateName);
        _select.Bind(3, read.Key.Grain.Key.AsSpan());
        try
        {
            if (_select.Step())
            {
                read.Deliver(new StoredRecord(_select.Number(0), (int)_select.Number(1), _select.Text(2)));
            }
            else
            {
                read.DeliverNothing();
            }
        }
        finally
        {
            _select.Reset();
        }
    }

    [LoggerMessage(5013, LogLevel.Error, "Record {Record} cannot be read")]
    private partial void LogFailed(Exception exception, RecordKey record);
}
