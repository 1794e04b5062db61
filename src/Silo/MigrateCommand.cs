using System.Globalization;
using System.Text.Json;
using Fabric.Storage;
using Fabric.Storage.Migration;
using Fabric.Storage.Postgres;
using Fabric.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace Fabric.Silo;

/// <summary><c>fabric migrate sqlite-to-postgres</c>: copies the embedded file into the database of the connection string.</summary>
internal static class MigrateCommand
{
    /// <summary>The first argument that means this command.</summary>
    public const string Name = "migrate";

    private const string Kind = "sqlite-to-postgres";
    private const string DryRun = "--dry-run";
    private const string Json = "--json";
    private const int Done = 0;
    private const int Refused = 1;

    private const string Usage = $"""
        usage: fabric {Name} {Kind} [{DryRun}] [{Json}] [--Storage:ConnectionString=Host=...] [--Storage:DataDirectory=...]

        Copies every record of the embedded database into PostgreSQL, which must hold none that differ. The file stays as it is, and the
        command may be run again after it was broken off. No fabric may run on either meanwhile. Settings are read as the fabric reads
        them; Storage__ConnectionString as a variable keeps the password out of the list of processes.

          {DryRun}   only compare, and say what would be copied
          {Json}      print one JSON object instead of text
        """;

    /// <summary>The exit status: 0 when all records are in the target (or would be), 1 when it was refused.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var flags = args.Where(static arg => arg is DryRun or Json).ToHashSet(StringComparer.Ordinal);
        var settings = args.Where(arg => !flags.Contains(arg)).Skip(1).ToArray();
        if (args is not [Kind, ..] || !Array.TrueForAll(settings, static setting => setting.StartsWith("--", StringComparison.Ordinal) && setting.Contains('=', StringComparison.Ordinal)))
        {
            await errors.WriteLineAsync(Usage);
            return Refused;
        }

        var isJson = flags.Contains(Json);
        try
        {
            var report = await MigrateAsync(settings, flags.Contains(DryRun), isJson ? null : errors, cancellationToken);
            await output.WriteLineAsync(isJson ? JsonSerializer.Serialize(report, MigrateJson.Default.MigrationReport) : Describe(report));
            return Done;
        }
        catch (Exception exception) when (exception is StorageException or OptionsValidationException)
        {
            await (isJson ? output.WriteLineAsync(JsonSerializer.Serialize(new CommandFailure(exception.Message), MigrateJson.Default.CommandFailure))
                : errors.WriteLineAsync(exception.Message));
            return Refused;
        }
    }

    private static async Task<MigrationReport> MigrateAsync(string[] settings, bool dryRun, TextWriter? progress, CancellationToken cancellationToken)
    {
        // Settings are read as the program itself reads them.
        var builder = WebApplication.CreateSlimBuilder(settings);
        builder.Logging.ClearProviders();
        var section = builder.Configuration.GetSection(SqliteStorageOptions.SectionName);
        builder.Services.AddSqliteDatabase(section.Bind).AddPostgresDatabase(section.Bind);
        await using var app = builder.Build();
        var migration = new SqliteToPostgres(
            app.Services.GetRequiredService<IOptions<SqliteStorageOptions>>().Value, app.Services.GetRequiredService<PostgresDatabase>());
        return await migration.RunAsync(dryRun, progress is null ? null : new ProgressLine(progress), cancellationToken);
    }

    private static string Describe(MigrationReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Records} records: {report.Copied} {(report.IsDryRun ? "would be copied" : "copied")}, {report.Identical} were there already.");

    /// <summary>Says how far it is, each time another tenth is done.</summary>
    private sealed class ProgressLine(TextWriter output) : IProgress<MigrationProgress>
    {
        private (MigrationPhase Phase, long Tenth) _said;

        public void Report(MigrationProgress value)
        {
            var tenth = value.Total == 0 ? 10 : value.Done * 10 / value.Total;
            if (_said != (value.Phase, tenth))
            {
                _said = (value.Phase, tenth);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Phase}: {value.Done} of {value.Total} records"));
            }
        }
    }
}
