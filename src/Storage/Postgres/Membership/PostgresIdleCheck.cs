using Npgsql;

namespace Fabric.Storage.Postgres.Membership;

/// <summary>Refuses a database in which silos are alive or start, of whatever cluster.</summary>
internal sealed class PostgresIdleCheck(PostgresDatabase database, TimeProvider time) : IStorageCheck
{
    private const string NoCluster = "";

    public Task CheckAsync(CancellationToken cancellationToken) => database.AskAsync(CheckAsync, cancellationToken);

    private async Task<bool> CheckAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(MembershipSql.OtherCluster, connection).With(
            NoCluster, PostgresSilos.Dead, (time.GetUtcNow() - PostgresSilos.Alive).UtcDateTime);
        return await command.ExecuteScalarAsync(cancellationToken) is not string cluster
            ? true
            : throw new StorageException(
                $"Silos of cluster '{cluster}' are alive in the database of {PostgresStorageOptions.ConnectionSetting} '{database.Place}': stop them first. "
                + $"(Silos that were killed count as alive for {PostgresSilos.Alive.TotalSeconds:0} s.)");
    }
}
