using Fabric.Storage.Batching;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fabric.Storage.Sqlite;

/// <summary>
/// The embedded database: one file, used by one process. The composition calls <see cref="Open" /> before any grain runs and
/// disposes of it after the last one has stopped (the container does); writes still waiting then are committed first.
/// One thread writes, all waiting writes in one transaction; another one reads.
/// </summary>
public sealed partial class SqliteDatabase : IRecordStore, IStorageStartup, IAsyncDisposable
{
    private readonly SqliteStorageOptions _options;
    private readonly TimeProvider _time;
    private readonly StorageMetrics _metrics;
    private readonly ILogger<SqliteDatabase> _logger;
    private OpenDatabase? _open;

    /// <summary>Not yet opened.</summary>
    /// <exception cref="OptionsValidationException">An option is out of its limits.</exception>
    public SqliteDatabase(
        IOptions<SqliteStorageOptions> options, TimeProvider time, StorageMetrics metrics, ILogger<SqliteDatabase> logger)
    {
        _options = options.Value;
        _time = time;
        _metrics = metrics;
        _logger = logger;
    }

    /// <summary>The file.</summary>
    public string FilePath => _options.FilePath;

    string IStorageStartup.Description => FilePath;

    int IRecordStore.MaxRecordBytes => _options.MaxRecordBytes;

    /// <summary>Claims the file, checks it and, where needed, creates it or raises its schema.</summary>
    /// <exception cref="StorageException">It cannot be used: the message is the line to print, and the file was left as it is.</exception>
    public void Open()
    {
        if (_open is not null)
        {
            throw new InvalidOperationException($"The database '{FilePath}' is already open.");
        }

        CreateDirectory();
        var claim = FileLock.Take(FilePath);
        try
        {
            _open = OpenDatabase.Open(_options, claim, _time, _metrics, _logger);
        }
        catch
        {
            claim.Dispose();
            throw;
        }

        LogOpened(FilePath, _options.Durability);
    }

    Task IStorageStartup.StartAsync(CancellationToken cancellationToken)
    {
        Open();
        return Task.CompletedTask;
    }

    /// <summary>Commits what is waiting, for at most <see cref="SqliteStorageOptions.ShutdownTimeout" />, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _open, null) is not { } open)
        {
            return;
        }

        if (await open.CloseAsync(_options.ShutdownTimeout, _time))
        {
            LogClosed(FilePath);
        }
        else
        {
            LogAbandoned(FilePath, _options.ShutdownTimeout);
        }
    }

    void IRecordStore.Request(ReadOperation read)
    {
        if (_open is { } open)
        {
            open.Loops.Add(read);
            return;
        }

        read.Fail(NotOpen());
    }

    void IRecordStore.Request(WriteOperation write)
    {
        if (_open is { } open)
        {
            open.Loops.Add(write);
            return;
        }

        write.Fail(NotOpen());
    }

    private StorageException NotOpen() => new($"The database '{FilePath}' is not open.");

    private void CreateDirectory()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SqliteRefusal.NotWritable(FilePath, exception);
        }
    }

    [LoggerMessage(5000, LogLevel.Information, "Database {File} opened; acknowledged writes survive: {Durability}")]
    private partial void LogOpened(string file, SqliteDurability durability);

    [LoggerMessage(5001, LogLevel.Information, "Database {File} closed")]
    private partial void LogClosed(string file);

    [LoggerMessage(
        5002,
        LogLevel.Error,
        "Database {File} could not be closed within Storage:ShutdownTimeout ({Limit}); writes that were still waiting have failed")]
    private partial void LogAbandoned(string file, TimeSpan limit);
}
