using Fabric.Edge.Composition;
using Fabric.Edge.Operations;
using Fabric.Grains;
using Fabric.Grains.Cluster;
using Fabric.Grains.Ingest;
using Fabric.Grains.Presence;
using Fabric.Grains.State;
using Fabric.Silo.Cluster;
using Fabric.Storage;
using Fabric.Storage.Formats;

namespace Fabric.Silo;

/// <summary>Composes a silo, with the edge in the same process.</summary>
internal static class FabricHost
{
    /// <summary>The application, ready to be started.</summary>
    /// <exception cref="SettingException">A setting cannot work.</exception>
    public static WebApplication Build(string[] args, StopSignals signals)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        var failedStart = builder.Logging.AddFabricFilters();
        builder.AddSilo();
        builder.Services.AddFabricGrains();
        builder.Services.AddStateFormats();
        if (SiloRoles.Read(builder.Configuration).Contains(SiloRoles.Ingest, StringComparer.Ordinal))
        {
            builder.AddIngest();
        }

        builder.Services.AddFabricEdge(builder.Configuration);
        builder.Services.AddFabricOperations(builder.Configuration);
        builder.Services.AddFabricLifetime(signals);
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

    /// <summary>Bots and what keeps their shards connected; silos without this role need no token.</summary>
    private static void AddIngest(this WebApplicationBuilder builder)
    {
        foreach (var bot in DiscordSettings.ReadBots(builder.Configuration))
        {
            builder.Services.AddSingleton(bot);
        }

        builder.Services.AddSingleton<BotAdmission>();
        builder.Services.AddHostedService<IngestService>();
        builder.Services.AddSingleton<IReadinessCheck, ShardReadiness>();
    }
}
