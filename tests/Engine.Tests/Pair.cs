using System.Diagnostics;
using Fabric.Engine.Silo;
using Fabric.Engine.Silo.Grains;
using Fabric.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;

namespace Fabric.Engine.Tests;

/// <summary>Two silos of a test's own, one of which is about to suffer, and a client.</summary>
internal sealed class Pair(string connection, string cluster, SiloProcess victim, SiloProcess survivor, IHost client) : IAsyncDisposable
{
    /// <summary>As for the calls of a service that are safe to repeat.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(3);

    public SiloProcess Victim => victim;

    public SiloProcess Survivor => survivor;

    public IClusterClient Client => client.Services.GetRequiredService<IClusterClient>();

    public static async Task<Pair> StartAsync(string connection)
    {
        var cluster = Guid.NewGuid().ToString("N");
        var victim = await SiloProcess.StartAsync(connection, cluster);
        var survivor = await SiloProcess.StartAsync(connection, cluster);
        return new Pair(connection, cluster, victim, survivor, await EngineClient.StartAsync(connection, cluster, ResponseTimeout));
    }

    /// <summary>One more silo, to be disposed of by its caller.</summary>
    public Task<SiloProcess> StartThirdAsync() => SiloProcess.StartAsync(connection, cluster);

    /// <summary>A grain that is active on the silo that will suffer.</summary>
    public async Task<ITurnsGrain> GrainOfVictimAsync()
    {
        while (true)
        {
            var grain = Client.GetGrain<ITurnsGrain>(Guid.NewGuid().ToString());
            if (await grain.ProcessAsync() == victim.Id)
            {
                return grain;
            }
        }
    }

    /// <summary>How long it takes until a grain answers from the silo that is left. Calls fail meanwhile, in ways that callers repeat.</summary>
    public async Task<TimeSpan> AnsweredBySurvivorAsync(ITurnsGrain grain, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        var last = "";
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    last = $"process {await grain.ProcessAsync()}";
                    return last == $"process {survivor.Id}";
                }
                catch (Exception exception) when (exception is OrleansMessageRejectionException or TimeoutException)
                {
                    last = exception.Message;
                    return false;
                }
            },
            "an answer from the silo that is left",
            limit,
            () => last);
        return clock.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        await client.StopAsync();
        client.Dispose();
        await victim.DisposeAsync();
        await survivor.DisposeAsync();
    }
}
