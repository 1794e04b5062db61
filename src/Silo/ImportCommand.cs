using System.Globalization;
using System.Text.Json;
using Fabric.Silo.Import;
using Fabric.Storage;
using Microsoft.Extensions.Options;

namespace Fabric.Silo;

/// <summary><c>fabric import lanyard</c>: takes key-value stores and API keys out of an existing Lanyard's Redis.</summary>
internal static class ImportCommand
{
    /// <summary>The first argument that means this command.</summary>
    public const string Name = "import";

    private const string Kind = "lanyard";
    private const string Redis = "--redis";
    private const string DryRun = "--dry-run";
    private const string Json = "--json";
    private const string Overwrite = "--overwrite";
    private const int Done = 0;
    private const int Refused = 1;
    private const int Incomplete = 2;

    private const string Usage = $"""
        usage: fabric {Name} {Kind} {Redis} redis://[user:password@]host[:port][/database] [{DryRun}] [{Overwrite}] [{Json}] [--Storage:...=...]

        Imports the key-value stores and API keys of a Lanyard from its Redis, which is only read. No fabric may run on the database
        meanwhile. It may be run again, any number of times: what the fabric has otherwise by then is kept. Settings are read as the
        fabric reads them. {Redis} may be left out where the variables that Lanyard reads are set (REDIS_DSN, REDIS_URI, REDIS_URL, or
        REDIS_HOST), which keeps the password out of the list of processes. rediss:// is Redis over TLS.

          {DryRun}     only compare, and say what would be imported
          {Overwrite}   replace what the fabric has otherwise
          {Json}        print one JSON object instead of text

        Exit status: 0 when all was imported or was there, 2 when some of it was refused, each with a line, 1 when it could not be done.
        """;

    /// <summary>The exit status.</summary>
    /// <param name="args">What follows the command.</param>
    /// <param name="output">For the result.</param>
    /// <param name="errors">For everything else.</param>
    /// <param name="isTerminal">Whether somebody sees the errors on a terminal.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, bool isTerminal, CancellationToken cancellationToken)
    {
        if (ReadArguments(args) is not var (flags, redis, settings))
        {
            await errors.WriteLineAsync(Usage);
            return Refused;
        }

        var isJson = flags.Contains(Json);
        try
        {
            var progress = new ImportProgress(isJson ? null : errors, isTerminal, TimeProvider.System);
            var report = await ImportAsync(redis, settings, new ImportOptions(flags.Contains(DryRun), flags.Contains(Overwrite)), progress, cancellationToken);
            await output.WriteLineAsync(isJson ? JsonSerializer.Serialize(report, ImportJson.Default.ImportReport) : Describe(report));
            return report.Refused.Count == 0 ? Done : Incomplete;
        }
        catch (Exception exception) when (exception is StorageException or OptionsValidationException or ImportException)
        {
            await (isJson ? output.WriteLineAsync(JsonSerializer.Serialize(new CommandFailure(exception.Message), ImportJson.Default.CommandFailure))
                : errors.WriteLineAsync(exception.Message));
            return Refused;
        }
    }

    /// <summary>Flags, the URL if it is given, and settings; null for what is none of these.</summary>
    private static (HashSet<string> Flags, string? Redis, string[] Settings)? ReadArguments(string[] args)
    {
        if (args is not [Kind, ..])
        {
            return null;
        }

        var flags = new HashSet<string>(StringComparer.Ordinal);
        var settings = new List<string>();
        string? redis = null;
        for (var index = 1; index < args.Length; index++)
        {
            var arg = args[index];
            if (arg is DryRun or Json or Overwrite)
            {
                flags.Add(arg);
            }
            else if (arg == Redis && index + 1 < args.Length)
            {
                redis = args[++index];
            }
            else if (arg.StartsWith(Redis + "=", StringComparison.Ordinal))
            {
                redis = arg[(Redis.Length + 1)..];
            }
            else if (arg.StartsWith("--", StringComparison.Ordinal) && arg.Contains('=', StringComparison.Ordinal))
            {
                settings.Add(arg);
            }
            else
            {
                return null;
            }
        }

        return (flags, redis, [.. settings]);
    }

    private static async Task<ImportReport> ImportAsync(
        string? redis, string[] settings, ImportOptions options, ImportProgress progress, CancellationToken cancellationToken)
    {
        // Settings are read as the program itself reads them.
        var builder = WebApplication.CreateSlimBuilder(settings);
        builder.Logging.ClearProviders();
        var url = UrlOf(redis, builder.Configuration);
        OfflineDatabase.Register(builder.Services, StorageChoice.Of(builder.Configuration)).AddStateFormats();
        await using var app = builder.Build();
        var database = app.Services.GetRequiredService<OfflineDatabase>();
        await using var connection = await RedisConnection.OpenAsync(url, TimeProvider.System, cancellationToken);
        var isMissing = options.IsDryRun && !await database.ExistsAsync(cancellationToken);
        var store = new ImportStore(isMissing ? null : await database.OpenAsync(cancellationToken), options.IsDryRun);
        return await new LanyardImport(new LanyardSource(connection), store, options, progress, TimeProvider.System).RunAsync(cancellationToken);
    }

    private static RedisUrl UrlOf(string? given, ConfigurationManager configuration)
    {
        if (given is not null)
        {
            return RedisUrl.Parse(given, Redis);
        }

        string[] variables = ["REDIS_DSN", "REDIS_URI", "REDIS_URL"];
        if (Array.Find(variables, name => configuration[name] is { Length: > 0 }) is { } variable)
        {
            return RedisUrl.Parse(configuration[variable]!, variable);
        }

        return configuration["REDIS_HOST"] is { Length: > 0 } host
            ? RedisUrl.Parse($"redis://{host}:6379", "REDIS_HOST")
            : throw new ImportException($"No Redis is given: {Redis} redis://[user:password@]host[:port][/database].");
    }

    private static string Describe(ImportReport report)
    {
        var verb = report.IsDryRun ? "would be imported" : "imported";
        var lines = string.Create(CultureInfo.InvariantCulture, $"""
            {report.Stores} key-value stores: {report.Values.Imported} values {verb}, {report.Values.Identical} were there already, {report.Values.Kept} are otherwise in the fabric and were kept.
            API keys: {report.ApiKeys.Imported} {verb}, {report.ApiKeys.Identical} were there already, {report.ApiKeys.Kept} users have another one in the fabric and keep it.
            """);
        return report.Refused.Count == 0 ? lines : string.Create(CultureInfo.InvariantCulture, $"{lines}\nRefused: {report.Refused.Count}, each named above.");
    }
}
