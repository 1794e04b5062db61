using Fabric.Storage.Batching;
using Npgsql;

namespace Fabric.Storage.Postgres;

/// <summary>Writes of which no two concern the same record, so that it does not matter in which order they are carried out.</summary>
internal sealed class WriteRound
{
    private readonly HashSet<RecordKey> _records = [];
    private readonly WriteStatement _inserts = new(PostgresSql.Insert);
    private readonly WriteStatement _updates = new(PostgresSql.Update);
    private readonly WriteStatement _deletes = new(PostgresSql.Delete);

    /// <summary>False if the record is written in this round already.</summary>
    public bool TryAdd(WriteOperation operation, long tag)
    {
        if (!_records.Add(operation.Key))
        {
            return false;
        }

        StatementFor(operation).Add(operation, tag);
        return true;
    }

    public void AddTo(NpgsqlBatch batch)
    {
        _inserts.AddTo(batch);
        _updates.AddTo(batch);
        _deletes.AddTo(batch);
    }

    private WriteStatement StatementFor(WriteOperation operation)
    {
        if (operation is not PayloadWriteOperation)
        {
            return _deletes;
        }

        return operation.ExpectedETag == ETags.None ? _inserts : _updates;
    }
}
