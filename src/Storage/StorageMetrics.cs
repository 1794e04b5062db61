using System.Diagnostics.Metrics;

namespace Fabric.Storage;

/// <summary>What storage does, under <c>fabric.storage.*</c>.</summary>
public sealed class StorageMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Fabric.Storage";

    private readonly Counter<long> _commits;
    private readonly Counter<long> _failedCommits;
    private readonly Counter<long> _conflicts;
    private readonly Histogram<long> _recordsPerCommit;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<double> _readDuration;

    /// <summary>Instruments on a meter of the factory.</summary>
    public StorageMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _commits = meter.CreateCounter<long>("fabric.storage.commits", "{commit}", "Transactions committed.");
        _failedCommits = meter.CreateCounter<long>("fabric.storage.commits.failed", "{commit}", "Transactions that failed as a whole.");
        _conflicts = meter.CreateCounter<long>("fabric.storage.conflicts", "{record}", "Writes refused because of a stale ETag.");
        _recordsPerCommit = meter.CreateHistogram<long>(
            "fabric.storage.commit.records", "{record}", "Records that shared one transaction.");
        _commitDuration = meter.CreateHistogram<double>(
            "fabric.storage.commit.duration", "s", "From a transaction's begin to its commit.");
        _readDuration = meter.CreateHistogram<double>(
            "fabric.storage.read.duration", "s", "From the request of a record to its delivery, waiting included.");
    }

    internal void OnCommitted(int records, int conflicts, TimeSpan duration)
    {
        _commits.Add(1);
        _recordsPerCommit.Record(records);
        _commitDuration.Record(duration.TotalSeconds);
        if (conflicts > 0)
        {
            _conflicts.Add(conflicts);
        }
    }

    internal void OnCommitFailed() => _failedCommits.Add(1);

    internal void OnRead(TimeSpan duration) => _readDuration.Record(duration.TotalSeconds);
}
