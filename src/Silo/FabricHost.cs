using Fabric.Edge.Composition;
using Fabric.Edge.Operations;
using Fabric.Grains;
using Fabric.Grains.ApiKeys;
using Fabric.Grains.Cluster;
using Fabric.Grains.Ingest;
using Fabric.Grains.Player;
using Fabric.Grains.Presence;
using Fabric.Grains.Session;
using Fabric.Grains.State;
using Fabric.Silo.Cluster;
using Fabric.Silo.Media;
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
        builder.Services.AddFabricMedia(builder.Configuration);
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
        builder.Services.AddHostedService<IdleCollection>();

        var app = builder.Build();
        failedStart.EndWith(app.Lifetime.ApplicationStarted);
        app.UseFabricEdge();
        return app;
    }

    /// <summary>How every kind of grain state is stored. A state that is missing here is refused at its first use, and by a test.</summary>
    internal static IServiceCollection AddStateFormats(this IServiceCollection services) => services
        .AddStateFormat(new StateFormat<PresenceState>(PresenceState.FormatVersion, GrainStateJson.Default.PresenceState))
        .AddStateFormat(new StateFormat<PresenceIndexState>(PresenceIndexState.FormatVersion, GrainStateJson.Default.PresenceIndexState))
        .AddStateFormat(new StateFormat<ApiKeyState>(ApiKeyState.FormatVersion, GrainStateJson.Default.ApiKeyState))
        .AddStateFormat(new StateFormat<KeyOwnerState>(KeyOwnerState.FormatVersion, GrainStateJson.Default.KeyOwnerState))
        .AddStateFormat(new StateFormat<ShardState>(ShardState.FormatVersion, GrainStateJson.Default.ShardState))
        .AddStateFormat(new StateFormat<BotState>(BotState.FormatVersion, GrainStateJson.Default.BotState))
        .AddStateFormat(new StateFormat<PlayerState>(PlayerState.FormatVersion, GrainStateJson.Default.PlayerState))
        .AddStateFormat(new StateFormat<GatewayRegistryState>(GatewayRegistryState.FormatVersion, GrainStateJson.Default.GatewayRegistryState))
        .AddStateFormat(new StateFormat<SiloRecord>(SiloRecord.FormatVersion, GrainStateJson.Default.SiloRecord))
        .AddStateFormat(new StateFormat<WatchdogState>(WatchdogState.FormatVersion, GrainStateJson.Default.WatchdogState))
        .AddStateFormat(new StateFormat<SessionState>(SessionState.FormatVersion, GrainStateJson.Default.SessionState));

    /// <summary>Bots and what keeps their shards connected; silos without this role need no token.</summary>
    private static void AddIngest(this WebApplicationBuilder builder)
    {
        var settings = new BotSettings(builder.Configuration);
        builder.Services.AddSingleton(settings);
        foreach (var bot in settings.Read())
        {
            builder.Services.AddSingleton(bot);
        }

        builder.Services.AddFabricIngest();
        builder.Services.AddHostedService<TokensWatch>();
        builder.Services.AddSingleton<IReadinessCheck, ShardReadiness>();
    }
}
