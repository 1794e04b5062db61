using Fabric.Edge.Composition;
using Fabric.Edge.Operations;
using Fabric.Grains;
using Fabric.Grains.Cluster;
using Fabric.Grains.Ingest;
using Fabric.Grains.Presence;
using Fabric.Grains.State;
using Fabric.Storage;
using Fabric.Storage.Formats;

namespace Fabric.Silo;

/// <summary>Composes a silo, with the edge in the same process.</summary>
internal static class FabricHost
{
    /// <summary>The application, ready to be started.</summary>
    /// <exception cref="SettingException">A setting cannot work.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);

        // Orleans' own retries, and its watchdog's first look at a process that has just started.
        builder.Logging.AddFilter("Polly", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        var failedStart = new FailedStartFilter(builder.Logging);
        builder.AddSilo();

        var bots = DiscordSettings.ReadBots(builder.Configuration);
        builder.Services.AddFabricGrains();
        foreach (var bot in bots)
        {
            builder.Services.AddSingleton(bot);
        }

        builder.Services.AddStateFormats();
        builder.Services.AddSingleton<BotAdmission>();
        if (builder.Configuration.GetValue("Edge:Enabled", defaultValue: true))
        {
            builder.Services.AddFabricEdge(builder.Configuration);
        }

        builder.Services.AddFabricOperations(builder.Configuration);
        builder.Services.AddHostedService<IngestService>();
        builder.Services.AddSingleton<IReadinessCheck, ShardReadiness>();
        builder.Services.AddSingleton<Welcome>();
        builder.Services.AddSingleton<FirstPresence>();

        var app = builder.Build();
        failedStart.EndWith(app.Lifetime.ApplicationStarted);
        app.UseFabricEdge();
        return app;
    }

    /// <summary>How every kind of grain state is stored. A state that is missing here is refused at its first use, and by a test.</summary>
    internal static IServiceCollection AddStateFormats(this IServiceCollection services) => services
        .AddStateFormat(new StateFormat<PresenceState>(PresenceState.FormatVersion, GrainStateJson.Default.PresenceState))
        .AddStateFormat(new StateFormat<PresenceIndexState>(PresenceIndexState.FormatVersion, GrainStateJson.Default.PresenceIndexState))
        .AddStateFormat(new StateFormat<ShardState>(ShardState.FormatVersion, GrainStateJson.Default.ShardState))
        .AddStateFormat(new StateFormat<GatewayRegistryState>(GatewayRegistryState.FormatVersion, GrainStateJson.Default.GatewayRegistryState));
}
