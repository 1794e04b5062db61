using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fabric.Storage.Sqlite;

/// <summary>
/// Opens the connections to a file whose lock this process holds. Everything that can speak against using the file is
/// looked at before anything is written: a file that is refused stays byte for byte what it was.
/// </summary>
internal sealed class SqliteConnections(SqliteStorageOptions options, SqliteSchema schema)
{
    private readonly string _path = options.FilePath;

    /// <summary>Checks the file, raises its schema, and returns the connection for writing.</summary>
    /// <exception cref="StorageException">The file cannot be used.</exception>
    public SqliteConnection OpenForWriting(DateTimeOffset now)
    {
        SqliteConnection? connection = null;
        try
        {
            var leftLog = File.Exists(_path + "-wal");
            connection = Connect(SqliteOpenMode.ReadWriteCreate);
            if (leftLog)
            {
                // Closing after a refusal would otherwise carry over into the file what a crash left in the log.
                CheckpointOnClose(connection, false);
            }

            Examine(connection);
            CheckpointOnClose(connection, true);
            Configure(connection);
            schema.Raise(connection, now);
            return connection;
        }
        catch (Exception exception) when (
            exception is SqliteException or StorageException or TypeInitializationException or DllNotFoundException)
        {
            connection?.Dispose();
            throw SqliteRefusal.Of(_path, exception);
        }
    }

    /// <summary>A connection for reading; the file has been opened for writing before.</summary>
    public SqliteConnection OpenForReading()
    {
        var connection = Connect(SqliteOpenMode.ReadOnly);
        SetCache(connection);
        return connection;
    }

    /// <summary>Checks the file and returns a connection that leaves it as it is.</summary>
    /// <exception cref="StorageException">The file cannot be used.</exception>
    public SqliteConnection OpenExamined()
    {
        SqliteConnection? connection = null;
        try
        {
            connection = Connect(SqliteOpenMode.ReadOnly);
            Examine(connection);
            return connection;
        }
        catch (Exception exception) when (exception is SqliteException or StorageException)
        {
            connection?.Dispose();
            throw SqliteRefusal.Of(_path, exception);
        }
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Pooling = false }.ToString();
        var connection = new SqliteConnection(text);
        try
        {
            connection.Open();
            _ = raw.sqlite3_busy_timeout(connection.Handle, (int)options.BusyTimeout.TotalMilliseconds);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Examine(SqliteConnection connection)
    {
        RefuseForeign(connection);
        var version = SqliteSchema.VersionOf(connection);
        if (version > schema.KnownVersion)
        {
            throw SqliteRefusal.Newer(_path, version, schema.KnownVersion);
        }

        RefuseDamaged(connection);
    }

    private void RefuseForeign(SqliteConnection connection)
    {
        var applicationId = connection.QueryNumber("PRAGMA application_id");
        var objects = connection.QueryNumber("SELECT count(*) FROM sqlite_master");
        var isNew = applicationId == 0 && objects == 0;
        if (!isNew && applicationId != SqliteMigrations.ApplicationId)
        {
            throw SqliteRefusal.Foreign(_path);
        }
    }

    private void RefuseDamaged(SqliteConnection connection)
    {
        var bytes = connection.QueryNumber("PRAGMA page_count") * connection.QueryNumber("PRAGMA page_size");
        if (bytes > options.IntegrityCheckLimit)
        {
            return;
        }

        var finding = connection.QueryText("PRAGMA quick_check(1)");
        if (finding is not "ok")
        {
            throw SqliteRefusal.Damaged(_path, finding.ReplaceLineEndings(" "));
        }
    }

    private void Configure(SqliteConnection connection)
    {
        var mode = connection.QueryText("PRAGMA journal_mode = WAL");
        if (mode is not "wal")
        {
            throw SqliteRefusal.NoWriteAheadLog(_path, mode);
        }

        connection.Execute(options.Durability == SqliteDurability.PowerLoss ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        SetCache(connection);
    }

    /// <summary>A negative cache size is in units of 1024 bytes.</summary>
    private void SetCache(SqliteConnection connection) =>
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size = {-options.CacheBytes / 1024}"));

    private static void CheckpointOnClose(SqliteConnection connection, bool enabled) =>
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, enabled ? 0 : 1, out _), connection.Handle);
}
