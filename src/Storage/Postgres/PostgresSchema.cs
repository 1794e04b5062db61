using System.Globalization;
using Npgsql;

namespace Fabric.Storage.Postgres;

/// <summary>
/// Reads and raises the schema's version, all missing steps in one transaction under an advisory lock: of several processes that
/// start at once one does the work, and the others find it done.
/// </summary>
internal sealed class PostgresSchema(IReadOnlyList<SchemaMigration> migrations)
{
    /// <summary>The version that this program works with.</summary>
    public int KnownVersion => migrations.Count == 0 ? 0 : migrations[^1].Version;

    /// <summary>Applies what is missing; returns the version that it found.</summary>
    public async Task<int> RaiseAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(
            connection, $"SELECT pg_advisory_xact_lock({PostgresMigrations.SchemaLock.ToString(CultureInfo.InvariantCulture)})", cancellationToken);
        var found = await VersionOfAsync(connection, cancellationToken);
        if (found < KnownVersion)
        {
            await ExecuteAsync(connection, Script(found), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return found;
    }

    /// <summary>The version of a database: 0 for one that never was ours.</summary>
    public static async Task<int> VersionOfAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand($"SELECT to_regclass('{PostgresMigrations.Schema}.schema_version') IS NOT NULL", connection);
        if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return 0;
        }

        await using var version = new NpgsqlCommand($"SELECT coalesce(max(version), 0) FROM {PostgresMigrations.Schema}.schema_version", connection);
        return (int)(await version.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private string Script(int found)
    {
        var steps = migrations.Where(step => step.Version > found).Select(static step => string.Create(
            CultureInfo.InvariantCulture,
            $"{step.Sql}\nINSERT INTO {PostgresMigrations.Schema}.schema_version (version) VALUES ({step.Version});"));
        const string Versions = $"""
            CREATE SCHEMA IF NOT EXISTS {PostgresMigrations.Schema};
            CREATE TABLE IF NOT EXISTS {PostgresMigrations.Schema}.schema_version (
                version int PRIMARY KEY,
                applied_at timestamptz NOT NULL DEFAULT now()
            );

            """;
        return (found == 0 ? Versions : "") + string.Join('\n', steps);
    }
}
