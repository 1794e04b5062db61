using Fabric.Storage.Batching;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Fabric.Storage.Sqlite;

/// <summary>Carries out a batch of writes as one transaction on a connection that it owns.</summary>
internal sealed class SqliteWriter : IBatchExecutor<WriteOperation>, IDisposable
{
    private const string Record = "grain_type = ?1 AND state_name = ?2 AND grain_key = ?3";

    // Parameters 1 to 3 are the record's key, 4 the ETag that it must bear.
    private const int Expected = 4;
    private const int NewETag = 5;
    private const int FormatVersion = 6;
    private const int UpdatedAt = 7;
    private const int Payload = 8;

    private readonly SqliteConnection _connection;
    private readonly ETagSequence _etags;
    private readonly TimeProvider _time;
    private readonly CommitReport _report;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _update;
    private readonly SqliteStatement _delete;
    private readonly SqliteStatement _stored;

    public SqliteWriter(SqliteConnection connection, ETagSequence etags, TimeProvider time, StorageMetrics metrics, ILogger logger)
    {
        _connection = connection;
        _etags = etags;
        _time = time;
        _report = new CommitReport(metrics, logger);
        _begin = new SqliteStatement(connection, "BEGIN IMMEDIATE");
        _commit = new SqliteStatement(connection, "COMMIT");
        _insert = new SqliteStatement(
            connection,
            """
            INSERT INTO grain_state (grain_type, state_name, grain_key, etag, format_version, updated_at, payload)
            VALUES (?1, ?2, ?3, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING
            """);
        _update = new SqliteStatement(
            connection,
            $"UPDATE grain_state SET etag = ?5, format_version = ?6, updated_at = ?7, payload = ?8 WHERE {Record} AND etag = ?4");
        _delete = new SqliteStatement(connection, $"DELETE FROM grain_state WHERE {Record} AND etag = ?4");
        _stored = new SqliteStatement(connection, $"SELECT etag FROM grain_state WHERE {Record}");
    }

    public void Execute(ReadOnlySpan<WriteOperation> batch)
    {
        var startedAt = _time.GetTimestamp();
        try
        {
            Commit(batch);
        }
        catch (SqliteException exception)
        {
            _report.OnFailed(exception, batch.Length);
            throw;
        }

        _report.OnCommitted(batch, _time.GetElapsedTime(startedAt));
        foreach (var operation in batch)
        {
            operation.Settle();
        }
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _insert.Dispose();
        _update.Dispose();
        _delete.Dispose();
        _stored.Dispose();
        _connection.Dispose();
    }

    private void Commit(ReadOnlySpan<WriteOperation> batch)
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        _begin.Run();
        try
        {
            foreach (var operation in batch)
            {
                Carry(operation, now);
            }

            _commit.Run();
        }
        catch
        {
            _connection.RollBack();
            throw;
        }
    }

    private void Carry(WriteOperation operation, long now)
    {
        if (operation is PayloadWriteOperation write)
        {
            Write(write, now);
        }
        else
        {
            Delete(operation);
        }
    }

    private void Write(PayloadWriteOperation write, long now)
    {
        var statement = write.ExpectedETag == ETags.None ? _insert : _update;
        var etag = _etags.Next();
        BindKey(statement, write.Key);
        statement.Bind(NewETag, etag);
        statement.Bind(FormatVersion, write.FormatVersion);
        statement.Bind(UpdatedAt, now);
        statement.Bind(Payload, write.Payload.Span);
        statement.Bind(Expected, write.ExpectedETag);
        if (statement.Run() == 1)
        {
            write.Store(etag);
            return;
        }

        write.Conflict(StoredETag(write.Key));
    }

    private void Delete(WriteOperation clear)
    {
        BindKey(_delete, clear.Key);
        _delete.Bind(Expected, clear.ExpectedETag);
        if (_delete.Run() == 1)
        {
            clear.Store(ETags.None);
            return;
        }

        var stored = StoredETag(clear.Key);
        if (stored == clear.ExpectedETag)
        {
            // Nothing was stored, and the writer knew it.
            clear.Store(ETags.None);
            return;
        }

        clear.Conflict(stored);
    }

    private long StoredETag(in RecordKey key)
    {
        BindKey(_stored, key);
        var etag = _stored.Step() ? _stored.Number(0) : ETags.None;
        _stored.Reset();
        return etag;
    }

    private static void BindKey(SqliteStatement statement, in RecordKey key)
    {
        statement.Bind(1, key.Grain.Type.AsSpan());
        statement.Bind(2, key.StateName);
        statement.Bind(3, key.Grain.Key.AsSpan());
    }
}
