using Microsoft.Extensions.Options;

namespace Fabric.Storage.Sqlite;

/// <summary>Refuses options that cannot work, naming the setting, its value and the limit.</summary>
internal sealed class SqliteStorageOptionsValidator : IValidateOptions<SqliteStorageOptions>
{
    private const int MaxBatchRecords = 100_000;
    private const int MaxRecordLimit = 256 * 1024 * 1024;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, SqliteStorageOptions options)
    {
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            failures.Add($"{Name(nameof(options.DataDirectory))} is empty; it must name a directory.");
        }

        if (string.IsNullOrWhiteSpace(options.FileName) || Path.GetFileName(options.FileName.AsSpan()).Length < options.FileName.Length)
        {
            failures.Add($"{Name(nameof(options.FileName))} is '{options.FileName}'; it must be a file's name without a directory.");
        }

        if (!Enum.IsDefined(options.Durability))
        {
            failures.Add(
                $"{Name(nameof(options.Durability))} is '{options.Durability}'; it must be {nameof(SqliteDurability.ProcessCrash)} "
                + $"or {nameof(SqliteDurability.PowerLoss)}.");
        }

        Require(failures, nameof(options.BusyTimeout), options.BusyTimeout, TimeSpan.Zero, LongestWait);
        Require(failures, nameof(options.BatchRecords), options.BatchRecords, 1, MaxBatchRecords);
        Require(failures, nameof(options.BatchBytes), options.BatchBytes, 1, int.MaxValue);
        Require(failures, nameof(options.MaxRecordBytes), options.MaxRecordBytes, 1, MaxRecordLimit);
        Require(failures, nameof(options.CacheBytes), options.CacheBytes, 0, long.MaxValue);
        Require(failures, nameof(options.IntegrityCheckLimit), options.IntegrityCheckLimit, 0, long.MaxValue);
        Require(failures, nameof(options.ShutdownTimeout), options.ShutdownTimeout, TimeSpan.Zero, LongestWait);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Require<T>(List<string> failures, string name, T value, T lowest, T highest)
        where T : IComparable<T>
    {
        if (value.CompareTo(lowest) < 0 || value.CompareTo(highest) > 0)
        {
            failures.Add($"{Name(name)} is {value}; it must be between {lowest} and {highest}.");
        }
    }

    private static string Name(string property) => $"{SqliteStorageOptions.SectionName}:{property}";
}
