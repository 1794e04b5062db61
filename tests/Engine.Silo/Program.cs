using System.Net;
using Fabric.Engine.Silo;
using Fabric.Engine.Silo.Grains;
using Fabric.Storage;
using Fabric.Storage.Formats;
using Fabric.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

// A silo of a cluster: fabric-engine-silo CONNECTION CLUSTER SILO-PORT GATEWAY-PORT [grain class that it does not offer]...
// Writes "ready" when it is active, and ends at SIGTERM.
var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning);
builder.Services.AddStateFormat(new StateFormat<CounterState>(1, StateJson.Default.CounterState));
builder.UseOrleans(silo =>
{
    EngineSetup.Configure(silo);
    silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (args[1], args[1]));
    silo.ConfigureEndpoints(IPAddress.Loopback, int.Parse(args[2], null), int.Parse(args[3], null));
    silo.UsePostgresClustering(options => options.ConnectionString = args[0]);
    silo.AddPostgresGrainStorage(Stores.Main, options => options.ConnectionString = args[0]);
    silo.AddMemoryGrainStorage("PubSubStore");
    silo.Configure<ClusterMembershipOptions>(options =>
    {
        (options.ProbeTimeout, options.NumMissedProbesLimit) = (TimeSpan.FromSeconds(1), 2);
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
    });
    silo.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
    silo.Configure<GrainTypeOptions>(options => options.Classes.RemoveWhere(type => args.Skip(4).Contains(type.Name)));
});

using var host = builder.Build();
await host.Services.GetRequiredService<IStorageStartup>().StartAsync(CancellationToken.None);
await host.StartAsync();
Console.WriteLine("ready");
await host.WaitForShutdownAsync();
