using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;

namespace Fabric.Storage.Postgres.Membership;

/// <summary>
/// Refuses a database in which silos of another cluster are alive or start. Membership knows clusters apart and grain state does not: two
/// clusters would each activate every grain over the same records. A silo claims the database with the same step, so that of two that start
/// at once in an empty one the second is refused; a claim counts until its silo is in the membership table, but no longer than a silo that
/// was killed.
/// </summary>
internal sealed class PostgresClusterCheck(PostgresDatabase database, IOptions<ClusterOptions> cluster, TimeProvider time, bool claims) : IStorageCheck
{
    private string ClusterId => cluster.Value.ClusterId;

    public Task CheckAsync(CancellationToken cancellationToken) => database.AskAsync(CheckAsync, cancellationToken);

    private async Task<bool> CheckAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (claims)
        {
            await LockAsync(connection, cancellationToken);
        }

        var now = time.GetUtcNow();
        if (await FindOtherAsync(connection, now, cancellationToken) is var (other, isStarting))
        {
            throw new StorageException(
                $"Cluster:Id is '{ClusterId}', and silos of cluster '{other}' {(isStarting ? "start" : "are alive")} in the database of "
                + $"{PostgresStorageOptions.ConnectionSetting} '{database.Place}': set Cluster:Id to '{other}' to join them, or use another database. "
                + $"(Silos that were killed count as alive for {PostgresSilos.Alive.TotalSeconds:0} s.)");
        }

        if (claims)
        {
            await using var claim = new NpgsqlCommand(MembershipSql.Claim, connection).With(ClusterId, now.UtcDateTime);
            await claim.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var key = PostgresMigrations.ClaimLock.ToString(CultureInfo.InvariantCulture);
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({key})", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<(string ClusterId, bool IsStarting)?> FindOtherAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(MembershipSql.OtherCluster, connection).With(
            ClusterId, PostgresSilos.Dead, (now - PostgresSilos.Alive).UtcDateTime);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetString(0), reader.GetBoolean(1)) : null;
    }
}
