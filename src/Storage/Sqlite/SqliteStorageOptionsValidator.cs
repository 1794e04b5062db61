using Fabric.Storage.Batching;
using Microsoft.Extensions.Options;

namespace Fabric.Storage.Sqlite;

/// <summary>Refuses options that cannot work, naming the setting, its value and the limit.</summary>
internal sealed class SqliteStorageOptionsValidator : IValidateOptions<SqliteStorageOptions>
{
    public ValidateOptionsResult Validate(string? name, SqliteStorageOptions options)
    {
        var checks = new SettingChecks(SqliteStorageOptions.SectionName);
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            checks.Refuse(nameof(options.DataDirectory), "is empty; it must name a directory.");
        }

        if (string.IsNullOrWhiteSpace(options.FileName) || Path.GetFileName(options.FileName.AsSpan()).Length < options.FileName.Length)
        {
            checks.Refuse(nameof(options.FileName), $"is '{options.FileName}'; it must be a file's name without a directory.");
        }

        if (!Enum.IsDefined(options.Durability))
        {
            checks.Refuse(
                nameof(options.Durability),
                $"is '{options.Durability}'; it must be {nameof(SqliteDurability.ProcessCrash)} or {nameof(SqliteDurability.PowerLoss)}.");
        }

        checks.RequireBetween(nameof(options.BusyTimeout), options.BusyTimeout, TimeSpan.Zero, BatchSettings.LongestWait);
        BatchSettings.Check(checks, options.BatchRecords, options.BatchBytes, options.MaxRecordBytes, options.ShutdownTimeout);
        checks.RequireBetween(nameof(options.CacheBytes), options.CacheBytes, 0, long.MaxValue);
        checks.RequireBetween(nameof(options.IntegrityCheckLimit), options.IntegrityCheckLimit, 0, long.MaxValue);
        return checks.Result;
    }
}
