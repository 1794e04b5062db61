using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Fabric.Storage.Postgres.Membership;

/// <summary>
/// Refuses a database in which silos of another cluster are alive. Membership knows clusters apart and grain state does not: two
/// clusters would each activate every grain over the same records.
/// </summary>
internal sealed class PostgresClusterCheck(PostgresDatabase database, IOptions<ClusterOptions> cluster, TimeProvider time) : IStorageCheck
{
    /// <summary>Silos give a sign of life every few seconds; one of longer ago was killed.</summary>
    private static readonly TimeSpan Alive = TimeSpan.FromSeconds(30);

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (await TryFindOtherAsync(cancellationToken) is { } other)
        {
            throw new StorageException(
                $"Cluster:Id is '{cluster.Value.ClusterId}', and silos of cluster '{other}' are alive in the database of "
                + $"{PostgresStorageOptions.ConnectionSetting} '{database.Place}': set Cluster:Id to '{other}' to join them, or use another database. "
                + $"(Silos that were killed count as alive for {Alive.TotalSeconds:0} s.)");
        }
    }

    private async Task<string?> TryFindOtherAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.Source.CreateCommand(MembershipSql.OtherCluster);
            command.Parameters.Add(new NpgsqlParameter { Value = cluster.Value.ClusterId });
            command.Parameters.Add(new NpgsqlParameter { Value = (int)SiloStatus.Active });
            command.Parameters.Add(new NpgsqlParameter { Value = (time.GetUtcNow() - Alive).UtcDateTime });
            return (string?)await command.ExecuteScalarAsync(cancellationToken);
        }
        catch (Exception exception) when (PostgresFaults.IsAway(exception))
        {
            throw new StorageException($"{database.Description} is away ({PostgresFaults.Away(exception)}): start it.", exception);
        }
    }
}
