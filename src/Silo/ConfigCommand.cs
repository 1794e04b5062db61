using System.Text.Json;
using Fabric.Edge.Composition;
using Fabric.Edge.Lavalink.Configuration;
using Fabric.Silo.Media;
using Microsoft.Extensions.Options;

namespace Fabric.Silo;

/// <summary><c>fabric config check</c>: shows what Lavalink's configuration comes to, without starting anything.</summary>
internal static class ConfigCommand
{
    /// <summary>The first argument that means this command.</summary>
    public const string Name = "config";

    private const string Kind = "check";
    private const string Json = "--json";
    private const string File = "--lavalink-config";
    private const int ValueWidth = 24;
    private const int Usable = 0;
    private const int Unusable = 1;

    private const string Usage = $"""
        usage: fabric {Name} {Kind} [{File} PATH] [{Json}] [--server.port=...] [--Edge:Lavalink:...=...]

        Shows every setting of Lavalink with its value and where that comes from, as the program itself would read them here: files,
        environment variables and arguments. Secrets are masked. Nothing is started.

          {File} PATH   the file to read instead of the application.yml that is looked for
          {Json}                   print one JSON object instead of text

        Exit status: 0 when the program would start with it, 1 when not, each problem with a line.
        """;

    /// <summary>The exit status.</summary>
    /// <param name="args">What follows the command.</param>
    /// <param name="output">For the settings.</param>
    /// <param name="errors">For what makes them unusable.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        if (ReadArguments(args) is not var (isJson, settings))
        {
            await errors.WriteLineAsync(Usage);
            return Unusable;
        }

        try
        {
            var report = Check(settings);
            await (isJson ? output.WriteLineAsync(JsonSerializer.Serialize(report, ConfigJson.Default.ConfigReport)) : PrintAsync(report, output, errors));
            return report.IsUsable ? Usable : Unusable;
        }
        catch (Exception exception) when (StartupFailure.Describe(exception, services: null) is { } line)
        {
            await (isJson ? output.WriteLineAsync(JsonSerializer.Serialize(new CommandFailure(line), ConfigJson.Default.CommandFailure)) : errors.WriteLineAsync(line));
            return Unusable;
        }
    }

    /// <summary>Whether JSON is wanted, and settings; null for what is neither.</summary>
    private static (bool IsJson, string[] Settings)? ReadArguments(string[] args)
    {
        if (args is not [Kind, ..])
        {
            return null;
        }

        var settings = new List<string>();
        for (var index = 1; index < args.Length; index++)
        {
            if (args[index] == File && index + 1 < args.Length)
            {
                settings.Add($"{File}={args[++index]}");
            }
            else if (args[index].StartsWith("--", StringComparison.Ordinal) && args[index].Contains('=', StringComparison.Ordinal))
            {
                settings.Add(args[index]);
            }
            else if (args[index] != Json)
            {
                return null;
            }
        }

        return (args.Contains(Json, StringComparer.Ordinal), [.. settings]);
    }

    private static ConfigReport Check(string[] arguments)
    {
        // Settings are read as the program itself reads them.
        var builder = WebApplication.CreateSlimBuilder(arguments);
        using var services = new ServiceCollection().AddCheckedLavalinkOptions(builder.Configuration).BuildServiceProvider();
        var settings = services.GetRequiredService<LavalinkSettings>();
        var (listener, problems) = Decide(services);
        string[] warnings = [.. settings.Warnings, .. new[] { listener?.Warning }.OfType<string>()];
        var address = listener is null ? null : $"{listener.Listener.Address}:{listener.Listener.Port}";
        return new ConfigReport(problems.Count == 0, address, settings.Files, settings.Effective, warnings, settings.Notes, problems);
    }

    private static (LavalinkListener? Listener, IReadOnlyList<string> Problems) Decide(ServiceProvider services)
    {
        try
        {
            return (LavalinkListener.Of(services.GetRequiredService<IOptions<LavalinkOptions>>().Value), []);
        }
        catch (OptionsValidationException exception)
        {
            return (null, [.. exception.Failures]);
        }
        catch (InvalidOperationException exception) when (StartupFailure.Describe(exception, services) is { } line)
        {
            return (null, [.. services.GetRequiredService<LavalinkSettings>().Problems, line]);
        }
    }

    private static async Task PrintAsync(ConfigReport report, TextWriter output, TextWriter errors)
    {
        await output.WriteLineAsync(report.Files.Count == 0 ? "No file of Lavalink was read." : $"Read: {string.Join(", ", report.Files)}");
        var keys = report.Settings.Max(static setting => setting.Key.Length);
        foreach (var setting in report.Settings)
        {
            var effect = setting.Setting is null ? ", without effect" : "";
            await output.WriteLineAsync($"  {setting.Key.PadRight(keys)}  {setting.Value.PadRight(ValueWidth)}  {setting.Source}{effect}");
        }

        if (report.Listener is { } listener)
        {
            await output.WriteLineAsync($"Lavalink would listen on {listener}.");
        }

        foreach (var warning in report.Warnings)
        {
            await output.WriteLineAsync($"warning: {warning}");
        }

        if (report.Notes.Count > 0)
        {
            await output.WriteLineAsync($"note: without a meaning here: {string.Join(", ", report.Notes)}");
        }

        foreach (var problem in report.Problems)
        {
            await errors.WriteLineAsync($"problem: {problem}");
        }
    }
}
