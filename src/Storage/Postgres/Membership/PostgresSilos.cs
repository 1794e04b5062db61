using System.Net;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Fabric.Storage.Postgres.Membership;

/// <summary>What a process may ask of the membership table before it is in the cluster.</summary>
public sealed class PostgresSilos(PostgresDatabase database, IOptions<ClusterOptions> cluster, TimeProvider time)
{
    /// <summary>Silos give a sign of life every few seconds; one of longer ago was killed.</summary>
    internal static readonly TimeSpan Alive = TimeSpan.FromSeconds(30);

    internal const int Dead = (int)SiloStatus.Dead;

    /// <summary>The name of the machine whose silo of this cluster is, by the table, alive at an address; null if there is none.</summary>
    /// <exception cref="StorageException">The database is away.</exception>
    public Task<string?> FindMachineAtAsync(IPEndPoint endPoint, CancellationToken cancellationToken) => database.AskAsync(
        async (connection, stop) =>
        {
            var since = (time.GetUtcNow() - Alive).UtcDateTime;
            await using var command = new NpgsqlCommand(MembershipSql.SiloAt, connection).With(
                cluster.Value.ClusterId, Dead, since, endPoint.Address.ToString(), endPoint.Port);
            return (string?)await command.ExecuteScalarAsync(stop);
        },
        cancellationToken);
}
