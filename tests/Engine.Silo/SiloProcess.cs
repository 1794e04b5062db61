using System.Collections.Concurrent;
using System.Diagnostics;
using Fabric.Testing;

namespace Fabric.Engine.Silo;

/// <summary>A silo in a process of its own.</summary>
public sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private SiloProcess(Process process, int gatewayPort)
    {
        _process = process;
        GatewayPort = gatewayPort;
        _process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its port for clients.</summary>
    public int GatewayPort { get; }

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>Its exit status; null while it runs.</summary>
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <summary>What it has written.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Starts a silo and waits until it is active.</summary>
    public static async Task<SiloProcess> StartAsync(string connectionString, string cluster, params string[] missingClasses)
    {
        var gatewayPort = LoopbackPort.Free();
        string[] arguments =
        [
            "exec", Path.Combine(AppContext.BaseDirectory, "Fabric.Engine.Silo.dll"),
            connectionString, cluster, $"{LoopbackPort.Free()}", $"{gatewayPort}", .. missingClasses,
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var silo = new SiloProcess(Process.Start(start)!, gatewayPort);
        await Eventually.TrueAsync(
            () => silo._lines.Contains("ready") || silo._process.HasExited, "a silo to be active", Limit, () => silo.Output);
        return silo.ExitCode is null ? silo : throw new InvalidOperationException($"The silo ended at its start: {silo.Output}");
    }

    /// <summary>The processor time that it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Sends a signal, such as KILL, TERM, STOP or CONT.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until it has ended.</summary>
    public Task EndedAsync(TimeSpan? limit = null) =>
        Eventually.TrueAsync(() => _process.HasExited, $"silo process {Id} to end", limit ?? Limit, () => Output);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await EndedAsync();
        }

        _process.Dispose();
    }
}
