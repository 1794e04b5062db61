using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Fabric.Storage.Sqlite;

/// <summary>Reads and raises a file's schema version. Each step is a transaction: a failed one leaves the version before it.</summary>
internal sealed class SqliteSchema(IReadOnlyList<SchemaMigration> migrations)
{
    /// <summary>The version that this program works with.</summary>
    public int KnownVersion => migrations.Count == 0 ? 0 : migrations[^1].Version;

    /// <summary>The version of the file: 0 for a new one.</summary>
    public static int VersionOf(SqliteConnection connection)
    {
        var hasVersions = connection.QueryNumber("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'");
        return hasVersions == 0 ? 0 : (int)connection.QueryNumber("SELECT coalesce(max(version), 0) FROM schema_version");
    }

    /// <summary>Applies what is missing.</summary>
    public void Raise(SqliteConnection connection, DateTimeOffset now)
    {
        var version = VersionOf(connection);
        foreach (var migration in migrations.Where(migration => migration.Version > version))
        {
            connection.InTransaction(() =>
            {
                connection.Execute(migration.Sql);
                connection.Execute(string.Create(
                    CultureInfo.InvariantCulture,
                    $"INSERT INTO schema_version (version, applied_at) VALUES ({migration.Version}, {now.ToUnixTimeMilliseconds()})"));
            });
        }
    }
}
