using Fabric.Storage.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Fabric.Storage.Migration;

/// <summary>The database that records are copied into.</summary>
internal sealed class MigrationTarget(PostgresDatabase database)
{
    /// <summary>Whether it was ever used; otherwise there is nothing to compare with.</summary>
    public async Task<bool> HasSchemaAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        return await PostgresSchema.VersionOfAsync(connection, cancellationToken) > 0;
    }

    /// <summary>
    /// Tags made from now on must not equal copied ones, so its count of openings is raised to the file's.
    /// </summary>
    public async Task RaiseOpeningsAsync(long openings, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(PostgresSql.RaiseEpoch);
        command.Parameters.Add(new NpgsqlParameter { Value = openings });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Sorts records into those that are missing and those that are there and differ; the rest is identical.</summary>
    public async Task<(List<MigrationRecord> Missing, List<MigrationRecord> Differing)> CompareAsync(
        List<MigrationRecord> batch, CancellationToken cancellationToken)
    {
        var (missing, differing) = (new HashSet<MigrationRecord>(batch), new List<MigrationRecord>());
        await using var command = database.Source.CreateCommand(PostgresSql.Read);
        AddKeys(command.Parameters, batch);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var record = batch[(int)rows.GetInt64(0) - 1];
            missing.Remove(record);
            if (rows.GetInt64(1) != record.ETag || rows.GetInt32(2) != record.FormatVersion
                || !rows.GetFieldValue<byte[]>(3).AsSpan().SequenceEqual(record.Payload))
            {
                differing.Add(record);
            }
        }

        return ([.. batch.Where(missing.Contains)], differing);
    }

    /// <summary>Writes all of them, or, if somebody has written one meanwhile, none.</summary>
    /// <exception cref="StorageException">Somebody has.</exception>
    public async Task InsertAsync(List<MigrationRecord> records, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(PostgresSql.Copy, connection);
        AddKeys(command.Parameters, records);
        command.Parameters.Add(Column(records, static record => record.ETag, NpgsqlDbType.Bigint));
        command.Parameters.Add(Column(records, static record => record.FormatVersion, NpgsqlDbType.Integer));
        command.Parameters.Add(Column(records, static record => record.UpdatedAt, NpgsqlDbType.Bigint));
        command.Parameters.Add(Column(records, static record => (ReadOnlyMemory<byte>)record.Payload, NpgsqlDbType.Text));
        if (await command.ExecuteNonQueryAsync(cancellationToken) != records.Count)
        {
            throw new StorageException($"{database.Description} was written to during the migration: stop its processes and run the migration again.");
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static void AddKeys(NpgsqlParameterCollection parameters, List<MigrationRecord> records)
    {
        parameters.Add(Column(records, static record => record.GrainType, NpgsqlDbType.Text));
        parameters.Add(Column(records, static record => record.StateName, NpgsqlDbType.Text));
        parameters.Add(Column(records, static record => record.GrainKey, NpgsqlDbType.Text));
    }

    private static NpgsqlParameter Column<T>(List<MigrationRecord> records, Func<MigrationRecord, T> value, NpgsqlDbType type) =>
        KeyColumns.Column(records.ConvertAll(new Converter<MigrationRecord, T>(value)), type);
}
