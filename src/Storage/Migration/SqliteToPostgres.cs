using Fabric.Storage.Postgres;
using Fabric.Storage.Sqlite;

namespace Fabric.Storage.Migration;

/// <summary>
/// Copies all records of an embedded file into a PostgreSQL database, with their tags and versions, so that a fabric of one process
/// becomes a cluster. The file stays as it is. It may be broken off and run again, any number of times: what has been copied is
/// recognized. A target that holds anything else for a record is left alone as a whole.
/// </summary>
public sealed class SqliteToPostgres(SqliteStorageOptions source, PostgresDatabase target)
{
    private const int Shown = 5;

    private readonly MigrationTarget _target = new(target);

    /// <summary>Compares, and then copies unless <paramref name="dryRun" /> says not to.</summary>
    /// <exception cref="StorageException">It cannot be done: the message is the line to print.</exception>
    public async Task<MigrationReport> RunAsync(bool dryRun, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        using var file = MigrationSource.Open(source);
        try
        {
            return await RunAsync(file, dryRun, progress, cancellationToken);
        }
        catch (Exception exception) when (PostgresFaults.IsAway(exception))
        {
            throw new StorageException(
                $"{target.Description} is away ({PostgresFaults.Away(exception)}): run the migration again when it is back, it goes on where it stopped.",
                exception);
        }
        catch (Npgsql.NpgsqlException exception)
        {
            throw PostgresFaults.Refusal(target.Place, exception);
        }
    }

    private async Task<MigrationReport> RunAsync(
        MigrationSource file, bool dryRun, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        var records = file.Count();
        if (dryRun && !await _target.HasSchemaAsync(cancellationToken))
        {
            return new MigrationReport(records, 0, records, IsDryRun: true);
        }

        if (!dryRun)
        {
            await target.PrepareAsync(cancellationToken);
        }

        var missing = await CompareAsync(file, records, progress, cancellationToken);
        if (!dryRun && missing > 0)
        {
            await _target.RaiseOpeningsAsync(file.Openings(), cancellationToken);
            await CopyAsync(file, records, progress, cancellationToken);
        }

        return new MigrationReport(records, records - missing, missing, dryRun);
    }

    /// <summary>How many records are missing.</summary>
    /// <exception cref="StorageException">Some are there and differ.</exception>
    private async Task<long> CompareAsync(
        MigrationSource file, long total, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        var differing = new List<MigrationRecord>();
        var (missing, done) = (0L, 0L);
        foreach (var batch in file.Batches())
        {
            var found = await _target.CompareAsync(batch, cancellationToken);
            missing += found.Missing.Count;
            differing.AddRange(found.Differing);
            done += batch.Count;
            progress?.Report(new MigrationProgress(MigrationPhase.Comparing, done, total));
        }

        return differing.Count == 0 ? missing : throw Refusal(differing);
    }

    private async Task CopyAsync(
        MigrationSource file, long total, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        var done = 0L;
        foreach (var batch in file.Batches())
        {
            var (missing, differing) = await _target.CompareAsync(batch, cancellationToken);
            if (differing.Count > 0)
            {
                throw Refusal(differing);
            }

            if (missing.Count > 0)
            {
                await _target.InsertAsync(missing, cancellationToken);
            }

            done += batch.Count;
            progress?.Report(new MigrationProgress(MigrationPhase.Copying, done, total));
        }
    }

    private StorageException Refusal(List<MigrationRecord> differing) =>
        new(
            $"{target.Description} holds {differing.Count} records that differ from those of '{source.FilePath}', such as "
            + $"{string.Join(", ", differing.Take(Shown))}: it was used since, and was left as it is. Migrate into an empty database.");
}
