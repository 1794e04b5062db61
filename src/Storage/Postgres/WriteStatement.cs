using Fabric.Storage.Batching;
using Npgsql;
using NpgsqlTypes;

namespace Fabric.Storage.Postgres;

/// <summary>One statement for writes of one kind: the rows that it inserts, updates or deletes.</summary>
internal sealed class WriteStatement(string sql)
{
    private readonly KeyColumns _keys = new();
    private readonly List<long> _tags = [];
    private readonly List<int> _formatVersions = [];
    private readonly List<ReadOnlyMemory<byte>> _payloads = [];
    private readonly List<long> _expected = [];

    public void Add(WriteOperation operation, long tag)
    {
        _keys.Add(operation.Key);
        _tags.Add(tag);
        _expected.Add(operation.ExpectedETag);
        if (operation is PayloadWriteOperation write)
        {
            _formatVersions.Add(write.FormatVersion);
            _payloads.Add(write.Payload);
        }
    }

    public void AddTo(NpgsqlBatch batch)
    {
        if (_keys.Count == 0)
        {
            return;
        }

        var command = new NpgsqlBatchCommand(sql);
        _keys.AddTo(command.Parameters);
        command.Parameters.Add(KeyColumns.Column(_tags, NpgsqlDbType.Bigint));
        if (_payloads.Count > 0)
        {
            command.Parameters.Add(KeyColumns.Column(_formatVersions, NpgsqlDbType.Integer));
            command.Parameters.Add(KeyColumns.Column(_payloads, NpgsqlDbType.Text));
        }

        if (sql is not PostgresSql.Insert)
        {
            command.Parameters.Add(KeyColumns.Column(_expected, NpgsqlDbType.Bigint));
        }

        batch.BatchCommands.Add(command);
    }
}
