namespace Fabric.Storage.Postgres.Membership;

/// <summary>The statements for membership. The cluster is always the first parameter.</summary>
internal static class MembershipSql
{
    public const string CreateVersion =
        "INSERT INTO fabric.membership_version (cluster_id, version, etag) VALUES ($1, 0, nextval('fabric.membership_etag')) ON CONFLICT DO NOTHING";

    /// <summary>To version $2, over the one that bears tag $3.</summary>
    public const string RaiseVersion = """
        UPDATE fabric.membership_version SET version = $2, etag = nextval('fabric.membership_etag')
        WHERE cluster_id = $1 AND version = $2 - 1 AND etag = $3
        """;

    /// <summary>One statement, so that rows and version are of one moment.</summary>
    public const string ReadAll = $"""
        SELECT v.version, v.etag, {Columns}
        FROM fabric.membership_version AS v LEFT JOIN fabric.membership AS m ON m.cluster_id = v.cluster_id
        WHERE v.cluster_id = $1
        """;

    public const string ReadRow = $"""
        SELECT v.version, v.etag, {Columns}
        FROM fabric.membership_version AS v
        LEFT JOIN fabric.membership AS m ON m.cluster_id = v.cluster_id AND m.address = $2 AND m.port = $3 AND m.generation = $4
        WHERE v.cluster_id = $1
        """;

    public const string Insert = """
        INSERT INTO fabric.membership (
            cluster_id, address, port, generation, status, proxy_port, host_name, silo_name, role_name, update_zone, fault_zone,
            started_at, alive_at, suspectors, suspected_at, etag)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, nextval('fabric.membership_etag'))
        ON CONFLICT DO NOTHING
        """;

    /// <summary>
    /// Over the row that bears tag $16. Whoever votes on a silo writes the sign of life that it read: one that came meanwhile stays.
    /// </summary>
    public const string Update = """
        UPDATE fabric.membership SET
            status = $5, proxy_port = $6, host_name = $7, silo_name = $8, role_name = $9, update_zone = $10, fault_zone = $11,
            started_at = $12, alive_at = greatest(alive_at, $13), suspectors = $14, suspected_at = $15,
            etag = nextval('fabric.membership_etag')
        WHERE cluster_id = $1 AND address = $2 AND port = $3 AND generation = $4 AND etag = $16
        """;

    public const string UpdateAlive =
        "UPDATE fabric.membership SET alive_at = $5 WHERE cluster_id = $1 AND address = $2 AND port = $3 AND generation = $4";

    /// <summary>Rows of status $2 without any sign of life, start or vote since $3.</summary>
    public const string DeleteDefunct = """
        DELETE FROM fabric.membership
        WHERE cluster_id = $1 AND status = $2 AND greatest(alive_at, started_at) < $3 AND NOT $3 <= ANY (suspected_at)
        """;

    /// <summary>The addresses of silos of status $2 that serve clients.</summary>
    public const string Gateways = """
        SELECT address, proxy_port, generation FROM fabric.membership WHERE cluster_id = $1 AND status = $2 AND proxy_port > 0
        ORDER BY address, proxy_port, generation
        """;

    /// <summary>
    /// Another cluster that has a silo of another status than $2 with a sign of life since $3, or whose silo has claimed the database
    /// since then and is not in the table yet: its id, and whether its silo only starts.
    /// </summary>
    public const string OtherCluster = """
        SELECT cluster_id, false AS is_starting FROM fabric.membership
        WHERE cluster_id <> $1 AND status <> $2 AND greatest(alive_at, started_at) >= $3
        UNION ALL
        SELECT c.cluster_id, true FROM fabric.cluster_claim AS c
        WHERE c.cluster_id <> $1 AND c.claimed_at >= $3
            AND NOT EXISTS (SELECT FROM fabric.membership AS m WHERE m.cluster_id = c.cluster_id AND m.started_at >= c.claimed_at)
        ORDER BY is_starting, cluster_id LIMIT 1
        """;

    /// <summary>At $2, over whatever claim there was.</summary>
    public const string Claim = """
        INSERT INTO fabric.cluster_claim (id, cluster_id, claimed_at) VALUES (1, $1, $2)
        ON CONFLICT (id) DO UPDATE SET cluster_id = $1, claimed_at = $2
        """;

    /// <summary>The machine of a silo of another status than $2 at address $4 and port $5, with a sign of life since $3.</summary>
    public const string SiloAt = """
        SELECT host_name FROM fabric.membership
        WHERE cluster_id = $1 AND status <> $2 AND greatest(alive_at, started_at) >= $3 AND address = $4 AND port = $5
        ORDER BY generation DESC LIMIT 1
        """;

    private const string Columns = """
        m.etag, m.address, m.port, m.generation, m.status, m.proxy_port, m.host_name, m.silo_name, m.role_name, m.update_zone, m.fault_zone,
        m.started_at, m.alive_at, m.suspectors, m.suspected_at
        """;

    public static string[] DeleteCluster { get; } =
        ["DELETE FROM fabric.membership_version WHERE cluster_id = $1", "DELETE FROM fabric.membership WHERE cluster_id = $1"];
}
