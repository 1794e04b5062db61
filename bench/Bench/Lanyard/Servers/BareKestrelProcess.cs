using System.Diagnostics;
using Fabric.Testing;

namespace Fabric.Bench.Lanyard.Servers;

/// <summary><see cref="BareKestrel" /> in a process of its own, with the runtime's settings that the fabric has.</summary>
internal sealed class BareKestrelProcess : IMeasuredServer, IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly HttpClient _http = new() { Timeout = Limit };

    private BareKestrelProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <inheritdoc />
    public Uri Address { get; }

    /// <inheritdoc />
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <inheritdoc />
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it.</summary>
    public static async Task<BareKestrelProcess> StartAsync()
    {
        string[] arguments =
        [
            "exec", "--runtimeconfig", Path.Combine(FabricProcess.BuiltDirectory, "fabric.runtimeconfig.json"),
            typeof(BareKestrelProcess).Assembly.Location, BareKestrel.Command,
        ];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        var line = await process.StandardOutput.ReadLineAsync(limit.Token);
        return line?.StartsWith(BareKestrel.ReadyLine, StringComparison.Ordinal) == true
            ? new BareKestrelProcess(process, new Uri(line[BareKestrel.ReadyLine.Length..]))
            : throw new InvalidOperationException($"The bare server did not start: {line}");
    }

    /// <summary>Sets what it answers and sends.</summary>
    public async Task SetBodyAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await _http.PutAsync(new Uri(Address, "/body"), content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Has it send its bytes to every socket, so many times over.</summary>
    public async Task BroadcastAsync(int times)
    {
        using var answer = await _http.PostAsync(new Uri(Address, $"/broadcast/{times}"), content: null);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
