using Fabric.Storage.Batching;
using Microsoft.Extensions.Options;

namespace Fabric.Storage.Postgres;

/// <summary>Refuses options that cannot work, naming the setting and the limit, and never a password.</summary>
internal sealed class PostgresStorageOptionsValidator : IValidateOptions<PostgresStorageOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgresStorageOptions options)
    {
        var checks = new SettingChecks(PostgresStorageOptions.SectionName);
        CheckConnectionString(checks, options);
        checks.RequireBetween(nameof(options.CommandTimeout), options.CommandTimeout, TimeSpan.FromSeconds(1), BatchSettings.LongestWait);
        checks.RequireBetween(nameof(options.RetryTimeout), options.RetryTimeout, TimeSpan.Zero, BatchSettings.LongestWait);
        BatchSettings.Check(checks, options.BatchRecords, options.BatchBytes, options.MaxRecordBytes, options.ShutdownTimeout);
        return checks.Result;
    }

    /// <summary>The value is not shown where it cannot be taken apart: a part of it may be a password.</summary>
    private static void CheckConnectionString(SettingChecks checks, PostgresStorageOptions options)
    {
        const string Example = "it must be like Host=db;Database=fabric;Username=fabric;Password=...";
        try
        {
            var builder = options.ToBuilder();
            if (string.IsNullOrEmpty(builder.Host))
            {
                checks.Refuse(nameof(options.ConnectionString), $"names no Host; {Example}.");
            }
            else if (string.IsNullOrEmpty(builder.Database) && string.IsNullOrEmpty(builder.Username))
            {
                checks.Refuse(nameof(options.ConnectionString), $"names no Database; {Example}.");
            }
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            checks.Refuse(nameof(options.ConnectionString), $"cannot be understood ({ReasonOf(exception)}); {Example}.");
        }
    }

    private static string ReasonOf(Exception exception) =>
        exception is ArgumentException { ParamName: { } part } ? $"at '{part}'" : exception.GetType().Name;
}
