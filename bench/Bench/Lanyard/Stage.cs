using Fabric.Bench.Lanyard.Servers;

namespace Fabric.Bench.Lanyard;

/// <summary>
/// The two servers that most parts measure, started when the first part wants them and kept for the others: a young process is busy compiling
/// itself, and that would be measured too.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    /// <summary>The users whom the fabric is told of.</summary>
    public const int Users = 256;

    private FabricServer? _fabric;
    private BareKestrelProcess? _bare;

    /// <summary>The fabric, in one process.</summary>
    public async Task<FabricServer> FabricAsync() => _fabric ??= await FabricServer.StartAsync(Users);

    /// <summary>The yardstick.</summary>
    public async Task<BareKestrelProcess> BareAsync() => _bare ??= await BareKestrelProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_fabric is { } fabric)
        {
            await fabric.DisposeAsync();
        }

        if (_bare is { } bare)
        {
            await bare.DisposeAsync();
        }
    }
}
