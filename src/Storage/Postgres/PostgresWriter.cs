using Fabric.Storage.Batching;
using Npgsql;

namespace Fabric.Storage.Postgres;

/// <summary>Carries out a batch of writes as one transaction and one round trip.</summary>
internal sealed class PostgresWriter(PostgresSession session, TimeProvider time, CommitReport report) : IBatchExecutor<WriteOperation>, IDisposable
{
    private ETagSequence? _etags;

    public void Execute(ReadOnlySpan<WriteOperation> batch)
    {
        var startedAt = time.GetTimestamp();
        try
        {
            _etags ??= NextEpoch();
            session.Run(new WritePlan(batch, _etags).CarryOut);
        }
        catch (StorageException exception)
        {
            report.OnFailed(exception, batch.Length);
            throw;
        }

        report.OnCommitted(batch, time.GetElapsedTime(startedAt));
        foreach (var operation in batch)
        {
            operation.Settle();
        }
    }

    public void Dispose() => session.Dispose();

    /// <summary>Taking two where the answer to the first was lost does no harm: they are many.</summary>
    private ETagSequence NextEpoch()
    {
        var openings = 0L;
        session.Run((connection, _) =>
        {
            using var command = new NpgsqlCommand(PostgresSql.NextEpoch, connection);
            openings = (long)command.ExecuteScalar()!;
        });
        return new ETagSequence(openings);
    }
}
