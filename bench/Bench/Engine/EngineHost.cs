using Fabric.Storage;
using Fabric.Storage.Formats;
using Fabric.Storage.Sqlite;
using Fabric.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace Fabric.Bench.Engine;

/// <summary>A silo in this process with the embedded database and a stream provider.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    // The engine keeps a stream provider's subscriptions in a store of the same name where there is one: two names.
    public const string Store = "records";
    public const string Streams = "bench";

    private readonly IHost _host;

    private EngineHost(IHost host) => _host = host;

    public IClusterClient Client => _host.Services.GetRequiredService<IClusterClient>();

    public static async Task<EngineHost> StartAsync(string dataDirectory)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddStateFormat(new StateFormat<StoredState>(1, BenchStateJson.Default.StoredState));
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(LoopbackPort.Free(), LoopbackPort.Free());
            silo.AddSqliteGrainStorage(Store, options => options.DataDirectory = dataDirectory);
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(Streams, streams => streams.ConfigurePullingAgent(agent =>
                agent.Configure(options => options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(5))));
        });
        var host = builder.Build();
        host.Services.GetRequiredService<SqliteDatabase>().Open();
        await host.StartAsync();
        return new EngineHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
