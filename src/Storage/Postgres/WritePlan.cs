using Fabric.Storage.Batching;
using Npgsql;

namespace Fabric.Storage.Postgres;

/// <summary>
/// A batch of writes as statements that go to the server together and make one transaction. Every write has its new tag from the
/// start, so the plan may be carried out again when nobody knows whether it was: what took effect is recognized by its tag.
/// </summary>
internal sealed class WritePlan
{
    private readonly WriteOperation[] _operations;
    private readonly long[] _tags;
    private readonly List<WriteRound> _rounds = [new()];

    public WritePlan(ReadOnlySpan<WriteOperation> batch, ETagSequence etags)
    {
        _operations = batch.ToArray();
        _tags = new long[batch.Length];
        for (var i = 0; i < batch.Length; i++)
        {
            _tags[i] = etags.Next();
            Add(batch[i], _tags[i]);
        }
    }

    /// <summary>Commits, and notes in the operations how they went. <paramref name="isRepeated" />: it may have been committed before.</summary>
    public void CarryOut(NpgsqlConnection connection, bool isRepeated)
    {
        var done = Commit(connection);
        if (done.Count == _operations.Length)
        {
            StoreAll();
            return;
        }

        var stored = StoredTags(connection);
        for (var i = 0; i < _operations.Length; i++)
        {
            Note(_operations[i], _tags[i], done.Contains(_tags[i]), stored[i], isRepeated);
        }
    }

    private void Add(WriteOperation operation, long tag)
    {
        if (_rounds[^1].TryAdd(operation, tag))
        {
            return;
        }

        var next = new WriteRound();
        next.TryAdd(operation, tag);
        _rounds.Add(next);
    }

    /// <summary>
    /// The tags of the writes that took effect. A batch without explicit transaction is one, and the end of the results is the server's
    /// word that it is committed.
    /// </summary>
    private HashSet<long> Commit(NpgsqlConnection connection)
    {
        using var batch = new NpgsqlBatch(connection);
        foreach (var round in _rounds)
        {
            round.AddTo(batch);
        }

        var done = new HashSet<long>(_operations.Length);
        using var reader = batch.ExecuteReader();
        do
        {
            while (reader.Read())
            {
                done.Add(reader.GetInt64(0));
            }
        }
        while (reader.NextResult());

        return done;
    }

    private void StoreAll()
    {
        for (var i = 0; i < _operations.Length; i++)
        {
            _operations[i].Store(TagAfter(_operations[i], _tags[i]));
        }
    }

    private long[] StoredTags(NpgsqlConnection connection)
    {
        var keys = new KeyColumns();
        foreach (var operation in _operations)
        {
            keys.Add(operation.Key);
        }

        using var command = new NpgsqlCommand(PostgresSql.Stored, connection);
        keys.AddTo(command.Parameters);
        var stored = new long[_operations.Length];
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            stored[reader.GetInt64(0) - 1] = reader.GetInt64(1);
        }

        return stored;
    }

    /// <summary>
    /// A deletion leaves no tag by which to know it again: when it is repeated and nothing is stored, it is taken to have been the one.
    /// </summary>
    private static void Note(WriteOperation operation, long tag, bool isDone, long stored, bool isRepeated)
    {
        var isClear = operation is not PayloadWriteOperation;
        var wasDone = isClear
            ? stored == ETags.None && (isRepeated || operation.ExpectedETag == ETags.None)
            : stored == tag;
        if (isDone || wasDone)
        {
            operation.Store(TagAfter(operation, tag));
        }
        else
        {
            operation.Conflict(stored);
        }
    }

    private static long TagAfter(WriteOperation operation, long tag) => operation is PayloadWriteOperation ? tag : ETags.None;
}
