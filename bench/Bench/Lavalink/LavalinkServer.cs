using Fabric.Bench.Lanyard.Servers;
using Fabric.Testing;

namespace Fabric.Bench.Lavalink;

/// <summary>The whole service in one process, with the embedded database, as bots see it.</summary>
internal sealed class LavalinkServer : IMeasuredServer, IAsyncDisposable
{
    private readonly TemporaryDirectory _directory;
    private readonly FabricProcess _process;

    private LavalinkServer(TemporaryDirectory directory, FabricProcess process) => (_directory, _process) = (directory, process);

    /// <inheritdoc />
    public Uri Address => _process.Lavalink;

    /// <inheritdoc />
    public TimeSpan ProcessorTime => _process.ProcessorTime;

    /// <inheritdoc />
    public long Memory => _process.Memory;

    /// <summary>Starts it.</summary>
    public static async Task<LavalinkServer> StartAsync()
    {
        var directory = new TemporaryDirectory();
        return new LavalinkServer(directory, await FabricProcess.StartReadyAsync(new FabricProcessOptions
        {
            DataDirectory = directory.Of("data"),
            Settings = ["Edge:Lavalink:RequestLog:Enabled=false"],
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _directory.Dispose();
    }
}
