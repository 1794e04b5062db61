using Microsoft.Extensions.Logging;

namespace Fabric.Storage.Batching;

/// <summary>Counts and logs how the batches of one writer end. Used by its thread alone.</summary>
internal sealed partial class CommitReport(StorageMetrics metrics, ILogger logger)
{
    private readonly ILogger _logger = logger;
    private int _failuresInARow;

    public void OnCommitted(ReadOnlySpan<WriteOperation> batch, TimeSpan duration)
    {
        var conflicts = 0;
        foreach (var operation in batch)
        {
            if (operation.Conflicted)
            {
                conflicts++;
                LogConflict(operation.Key, operation.StoredETag, operation.ExpectedETag);
            }
        }

        metrics.OnCommitted(batch.Length, conflicts, duration);
        if (_failuresInARow > 0)
        {
            LogRecovered(_failuresInARow);
            _failuresInARow = 0;
        }
    }

    /// <summary>Logs the first failure of a row only: a full disk would otherwise fill the log as well.</summary>
    public void OnFailed(Exception exception, int records)
    {
        metrics.OnCommitFailed();
        if (_failuresInARow++ == 0)
        {
            LogFailed(exception, records);
        }
    }

    [LoggerMessage(
        5010,
        LogLevel.Error,
        "Writing {Records} records failed; their writers were told, and further failures are not logged until a commit succeeds")]
    private partial void LogFailed(Exception exception, int records);

    [LoggerMessage(5011, LogLevel.Information, "Writing works again after {Failures} failed commits")]
    private partial void LogRecovered(int failures);

    [LoggerMessage(5012, LogLevel.Debug, "Record {Record} bears ETag {Stored}, a write expected {Expected}")]
    private partial void LogConflict(RecordKey record, long stored, long expected);
}
