using Fabric.Storage.Batching;
using Npgsql;

namespace Fabric.Storage.Postgres;

/// <summary>Reads the records of a batch in one round trip.</summary>
internal sealed class PostgresReader(PostgresSession session, TimeProvider time, StorageMetrics metrics)
    : IBatchExecutor<ReadOperation>, IDisposable
{
    public void Execute(ReadOnlySpan<ReadOperation> batch)
    {
        var waiting = batch.ToArray();
        session.Run((connection, _) => Read(connection, waiting));
        foreach (var read in batch)
        {
            metrics.OnRead(time.GetElapsedTime(read.RequestedAt));
        }
    }

    public void Dispose() => session.Dispose();

    /// <summary>Delivers what has not been delivered yet: a connection that breaks in the middle has served those before.</summary>
    private static void Read(NpgsqlConnection connection, ReadOperation[] batch)
    {
        var missing = Array.FindAll(batch, static read => !read.Task.IsCompleted);
        var keys = new KeyColumns();
        foreach (var read in missing)
        {
            keys.Add(read.Key);
        }

        using var command = new NpgsqlCommand(PostgresSql.Read, connection);
        keys.AddTo(command.Parameters);
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                missing[rows.GetInt64(0) - 1].Deliver(
                    new StoredRecord(rows.GetInt64(1), rows.GetInt32(2), rows.GetFieldValue<byte[]>(3)));
            }
        }

        foreach (var read in missing)
        {
            if (!read.Task.IsCompleted)
            {
                read.DeliverNothing();
            }
        }
    }
}
