using Microsoft.Extensions.Options;
using Npgsql;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Fabric.Storage.Postgres.Membership;

/// <summary>
/// The table by which silos agree on who is in the cluster; several clusters share one database. Every change of a row checks the
/// row's tag and the table's version, and raises both, in one transaction. A sign of life changes neither, so that it never makes a vote
/// fail. Nothing is tried again here: the engine's membership protocol does that, and after a lost answer reads the table anew.
/// </summary>
internal sealed class PostgresMembershipTable(PostgresDatabase database, IOptions<ClusterOptions> cluster) : IMembershipTable
{
    private string ClusterId => cluster.Value.ClusterId;

    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        await database.PrepareAsync(CancellationToken.None);
        if (tryInitTableVersion)
        {
            await ExecuteAsync(MembershipSql.CreateVersion, ClusterId);
        }
    }

    public async Task DeleteMembershipTableEntries(string clusterId)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in MembershipSql.DeleteCluster)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter { Value = clusterId } } });
        }

        await batch.ExecuteNonQueryAsync();
    }

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) =>
        ExecuteAsync(MembershipSql.DeleteDefunct, ClusterId, (int)SiloStatus.Dead, beforeDate.UtcDateTime);

    public Task<MembershipTableData> ReadRow(SiloAddress key) =>
        ReadAsync(MembershipSql.ReadRow, [ClusterId, .. MembershipRow.KeyOf(key)]);

    public Task<MembershipTableData> ReadAll() => ReadAsync(MembershipSql.ReadAll, ClusterId);

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        ChangeAsync(tableVersion, MembershipSql.Insert, [ClusterId, .. MembershipRow.ValuesOf(entry)]);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        ChangeAsync(tableVersion, MembershipSql.Update, [ClusterId, .. MembershipRow.ValuesOf(entry), ETags.Parse(etag)]);

    public Task UpdateIAmAlive(MembershipEntry entry) =>
        ExecuteAsync(MembershipSql.UpdateAlive, [ClusterId, .. MembershipRow.KeyOf(entry.SiloAddress), MembershipRow.Time(entry.IAmAliveTime)]);

    private async Task<MembershipTableData> ReadAsync(string sql, params object[] values)
    {
        await using var command = database.Source.CreateCommand(sql).With(values);
        await using var reader = await command.ExecuteReaderAsync();
        var version = new TableVersion(0, ETags.ToText(ETags.None));
        var rows = new List<Tuple<MembershipEntry, string>>();
        while (await reader.ReadAsync())
        {
            version = new TableVersion(reader.GetInt32(0), ETags.ToText(reader.GetInt64(1)));
            if (!await reader.IsDBNullAsync(MembershipRow.First))
            {
                rows.Add(MembershipRow.Read(reader));
            }
        }

        return new MembershipTableData(rows, version);
    }

    /// <summary>The lock on the version's row puts the changes of a cluster one after the other.</summary>
    private async Task<bool> ChangeAsync(TableVersion version, string sql, object[] values)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var isNext = await ExecuteAsync(
            connection, MembershipSql.RaiseVersion, ClusterId, version.Version, ETags.Parse(version.VersionEtag)) == 1;
        if (!isNext || await ExecuteAsync(connection, sql, values) != 1)
        {
            await transaction.RollbackAsync();
            return false;
        }

        await transaction.CommitAsync();
        return true;
    }

    private async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await ExecuteAsync(connection, sql, values);
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection).With(values);
        return await command.ExecuteNonQueryAsync();
    }
}
