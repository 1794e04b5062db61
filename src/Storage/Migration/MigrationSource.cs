using System.Text;
using Fabric.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Fabric.Storage.Migration;

/// <summary>The file, which nobody else may use meanwhile. It stays as it is.</summary>
internal sealed class MigrationSource : IDisposable
{
    private const int BatchRecords = 500;
    private const int BatchBytes = 4 * 1024 * 1024;

    private readonly FileLock _claim;
    private readonly SqliteConnection _connection;
    private readonly string _path;

    private MigrationSource(FileLock claim, SqliteConnection connection, string path)
    {
        _claim = claim;
        _connection = connection;
        _path = path;
    }

    /// <summary>Claims the file.</summary>
    /// <exception cref="StorageException">There is no such file, it is in use, or it cannot be read.</exception>
    public static MigrationSource Open(SqliteStorageOptions options)
    {
        if (!File.Exists(options.FilePath))
        {
            throw SqliteRefusal.Missing(options.FilePath);
        }

        var claim = FileLock.Take(options.FilePath);
        try
        {
            var connection = new SqliteConnections(options, new SqliteSchema(SqliteMigrations.All)).OpenExamined();
            return new MigrationSource(claim, connection, options.FilePath);
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    public long Count() => Ask("SELECT count(*) FROM grain_state");

    /// <summary>How often the file was opened: the upper bits of the newest tag that it may hold.</summary>
    public long Openings() => Ask("SELECT openings FROM etag_epoch");

    /// <summary>All records, some at a time.</summary>
    public IEnumerable<List<MigrationRecord>> Batches()
    {
        using var select = new SqliteStatement(
            _connection, "SELECT grain_type, state_name, grain_key, etag, format_version, updated_at, payload FROM grain_state");
        var batch = new List<MigrationRecord>();
        var bytes = 0;
        while (Step(select))
        {
            var record = Read(select);
            batch.Add(record);
            bytes += record.Payload.Length;
            if (batch.Count == BatchRecords || bytes >= BatchBytes)
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    public void Dispose()
    {
        _connection.Dispose();
        _claim.Dispose();
    }

    private static MigrationRecord Read(SqliteStatement row) => new(
        Encoding.UTF8.GetString(row.Text(0)),
        Encoding.UTF8.GetString(row.Text(1)),
        Encoding.UTF8.GetString(row.Text(2)),
        row.Number(3),
        (int)row.Number(4),
        row.Number(5),
        row.Text(6).ToArray());

    private long Ask(string sql)
    {
        try
        {
            return _connection.QueryNumber(sql);
        }
        catch (SqliteException exception)
        {
            throw SqliteRefusal.Of(_path, exception);
        }
    }

    private bool Step(SqliteStatement statement)
    {
        try
        {
            return statement.Step();
        }
        catch (SqliteException exception)
        {
            throw SqliteRefusal.Of(_path, exception);
        }
    }
}
