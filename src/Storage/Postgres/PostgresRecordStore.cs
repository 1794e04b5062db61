using Fabric.Storage.Batching;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fabric.Storage.Postgres;

/// <summary>
/// Records in PostgreSQL. One thread writes, all waiting writes in one transaction; another one reads, all waiting reads in one
/// question. What is still waiting when the container disposes of it is carried out first.
/// </summary>
internal sealed partial class PostgresRecordStore : IRecordStore, IAsyncDisposable
{
    private readonly PostgresStorageOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<PostgresRecordStore> _logger;
    private readonly PostgresDatabase _database;
    private readonly PostgresWriter _writer;
    private readonly PostgresReader _reader;
    private readonly BatchLoops _loops;
    private readonly CancellationTokenSource _closing = new();
    private bool _disposed;

    public PostgresRecordStore(
        PostgresDatabase database,
        IOptions<PostgresStorageOptions> options,
        TimeProvider time,
        StorageMetrics metrics,
        ILogger<PostgresRecordStore> logger)
    {
        _database = database;
        _options = options.Value;
        _time = time;
        _logger = logger;
        _writer = new PostgresWriter(NewSession(), time, new CommitReport(metrics, logger));
        _reader = new PostgresReader(NewSession(), time, metrics);
        _loops = new BatchLoops(_writer, _reader, new BatchLimits(_options.BatchRecords, _options.BatchBytes));
    }

    public int MaxRecordBytes => _options.MaxRecordBytes;

    public void Request(ReadOperation read) => _loops.Add(read);

    public void Request(WriteOperation write) => _loops.Add(write);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        if (await _loops.StopAsync(_options.ShutdownTimeout, _time))
        {
            _reader.Dispose();
            _writer.Dispose();
            _closing.Dispose();
            return;
        }

        // The threads still use the connections; the end of the process closes these.
        await _closing.CancelAsync();
        LogAbandoned(_database.Place, _options.ShutdownTimeout);
    }

    private PostgresSession NewSession() => new(_database, _options, _time, _logger, _closing.Token);

    [LoggerMessage(
        5024,
        LogLevel.Error,
        "PostgreSQL {Place} did not take the waiting writes within Storage:ShutdownTimeout ({Limit}); they have failed")]
    private partial void LogAbandoned(string place, TimeSpan limit);
}
