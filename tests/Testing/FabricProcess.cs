using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Fabric.Testing;

/// <summary>
/// The real program in a process of its own, listening on loopback. Every wait is bounded, and a wait in vain tells what the program
/// said. Disposing kills what still runs.
/// </summary>
public sealed partial class FabricProcess : IAsyncDisposable
{
    private const int LinesShown = 60;

    /// <summary>What clients of the Lavalink front-end say, unless the options say otherwise.</summary>
    public const string LavalinkPassword = "a password of tests";

    /// <summary>The first lines are kept, they say where it listens, and the last.</summary>
    private const int LinesKept = 4000;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private bool _disposed;

    private FabricProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(_errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where the build that this test belongs to puts the program: <c>artifacts/bin/Silo/(configuration)</c>.</summary>
    public static string BuiltDirectory { get; } = BuiltDirectoryOf("Silo");

    /// <summary>The same for a project.</summary>
    public static string BuiltDirectoryOf(string project) => Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", project, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))));

    /// <summary>The Lanyard front-end; valid once ready.</summary>
    public Uri Lanyard => Address(LanyardLine());

    /// <summary>The WebSocket of the Lanyard front-end; valid once ready.</summary>
    public Uri LanyardSocket => new($"ws://{Lanyard.Authority}/socket");

    /// <summary>The Lavalink front-end; valid once ready.</summary>
    public Uri Lavalink => Address(LavalinkLine());

    /// <summary>The operations listener; valid once ready.</summary>
    public Uri Operations => Address(OperationsLine());

    /// <summary>What it printed so far.</summary>
    public IReadOnlyList<string> Output => Snapshot(_output);

    /// <summary>What it printed to standard error so far.</summary>
    public IReadOnlyList<string> Errors => Snapshot(_errors);

    /// <summary>Starts it; nothing of the environment's settings reaches it.</summary>
    public static FabricProcess Start(FabricProcessOptions options)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = options.WorkingDirectory ?? Path.GetDirectoryName(Path.GetFullPath(options.DataDirectory)),
        };
        start.ArgumentList.Add(Path.Combine(options.ProgramDirectory, options.Assembly));
        foreach (var setting in SettingsOf(options))
        {
            start.ArgumentList.Add($"--{setting}");
        }

        foreach (var name in start.Environment.Keys.Where(static name => Foreign().IsMatch(name)).ToList())
        {
            start.Environment.Remove(name);
        }

        if (options.BotToken is { } token)
        {
            start.Environment["BOT_TOKEN"] = token;
        }

        foreach (var (name, value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        return new FabricProcess(Process.Start(start)!);
    }

    /// <summary>Starts it and waits until it serves.</summary>
    public static async Task<FabricProcess> StartReadyAsync(FabricProcessOptions options)
    {
        var process = Start(options);
        try
        {
            await process.BeReadyAsync();
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until it says that it serves, and where.</summary>
    public async Task BeReadyAsync()
    {
        await SayAsync(ReadyLine(), StartLimit);
        await SayAsync(OperationsLine(), StartLimit);
    }

    /// <summary>Waits until it prints a line.</summary>
    public Task SayAsync(Regex line, TimeSpan limit) => Eventually.TrueAsync(
        () => Output.Any(line.IsMatch) || (_process.HasExited ? throw new InvalidOperationException($"The program ended. {Tail()}") : false),
        $"a line like {line}",
        limit,
        Tail);

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>The processor time that it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The physical memory that it holds, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Sends it a signal, as <c>kill</c> names it.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end and returns the exit status.</summary>
    /// <exception cref="TimeoutException">It went on.</exception>
    public async Task<int> EndAsync(TimeSpan? limit = null)
    {
        using var stop = new CancellationTokenSource(limit ?? EndLimit, TimeProvider.System);
        try
        {
            await _process.WaitForExitAsync(stop.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"The program did not end within {limit ?? EndLimit}. {Tail()}", exception);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        if (!_process.HasExited)
        {
            _process.Kill();
            await EndAsync();
        }

        _process.Dispose();
    }

    private static IEnumerable<string> SettingsOf(FabricProcessOptions options)
    {
        yield return $"Storage:DataDirectory={options.DataDirectory}";
        yield return "Edge:Lanyard:Address=127.0.0.1";
        yield return $"Edge:Lanyard:Port={options.LanyardPort}";
        yield return "Edge:Lavalink:Address=127.0.0.1";
        yield return $"Edge:Lavalink:Port={options.LavalinkPort}";
        if (options.LavalinkPassword is { } password)
        {
            yield return $"Edge:Lavalink:Password={password}";
        }

        yield return "Operations:Listener:Port=0";
        if (options.DiscordApi is { } api)
        {
            yield return $"Discord:RestBaseUrl={api}/v10";
        }

        foreach (var setting in options.Settings)
        {
            yield return setting;
        }
    }

    private Uri Address(Regex line) => Output.Select(text => line.Match(text)).FirstOrDefault(static match => match.Success) is { } match
        ? new Uri(match.Groups["url"].Value)
        : throw new InvalidOperationException($"The program did not say where it listens. {Tail()}");

    private void Add(List<string> lines, string? line)
    {
        if (line is not null)
        {
            lock (_lock)
            {
                lines.Add(line);
                if (lines.Count > LinesKept)
                {
                    lines.RemoveAt(LinesKept / 2);
                }
            }
        }
    }

    private IReadOnlyList<string> Snapshot(List<string> lines)
    {
        lock (_lock)
        {
            return [.. lines];
        }
    }

    /// <summary>The last that it printed, for the report of a failure.</summary>
    public string Tail() => $"It said:\n  {string.Join("\n  ", Output.Concat(Errors).TakeLast(LinesShown))}";

    [GeneratedRegex("^(Fabric|The gateway) is ready", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadyLine();

    [GeneratedRegex("^  Lanyard +(?<url>http://[^/]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LanyardLine();

    [GeneratedRegex("^  Lavalink +(?<url>http://[^/]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LavalinkLine();

    [GeneratedRegex("^  operations +(?<url>http://[^/]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OperationsLine();

    [GeneratedRegex("^(BOT_TOKEN|PORT|EXTERNAL_URL|(Cluster|Discord|Edge|Lavalink|Operations|Server|Storage|ASPNETCORE)_.*|DOTNET_(ENVIRONMENT|URLS))$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Foreign();
}
