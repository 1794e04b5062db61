using Fabric.Edge.Lavalink;
using Fabric.Edge.Lavalink.Cluster;
using Fabric.Edge.Lavalink.Configuration;
using Fabric.Edge.Lavalink.Node;
using Fabric.Edge.Lavalink.Rest;
using Fabric.Edge.Lavalink.Socket;
using Fabric.Edge.Metrics;
using Fabric.Edge.Presence;
using Fabric.Edge.WebSockets;
using Fabric.Protocol;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Composition;

/// <summary>Registers the Lavalink front-end.</summary>
internal static class LavalinkEdgeExtensions
{
    /// <summary>The listener's name.</summary>
    public const string ListenerName = "Lavalink";

    /// <summary>Over the cluster that the process's <c>IClusterClient</c> reaches, and its gateway's stream.</summary>
    public static IServiceCollection AddFabricLavalink(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHostedService<GatewayRenewal>();
        services.TryAddSingleton<IRoutePlannerControl, ClusterRoutes>();
        return services.AddFabricLavalinkOver<ClusterLavalink>(configuration);
    }

    /// <summary>Over any cluster.</summary>
    public static IServiceCollection AddFabricLavalinkOver<TCluster>(this IServiceCollection services, IConfiguration configuration)
        where TCluster : class, ILavalinkCluster
    {
        services.AddLavalinkOptions(configuration);
        services.AddShared();
        services.TryAddSingleton<IRandomSource, SystemRandomSource>();
        services.TryAddSingleton<GatewayIdentity>();
        services.TryAddSingleton<FlushLanes>();
        services.TryAddSingleton<ILavalinkCluster, TCluster>();
        services.TryAddSingleton<LavalinkSocketSettings>();
        services.TryAddSingleton(static provider => LavalinkSources.Of(provider.GetRequiredService<IOptions<LavalinkOptions>>().Value));
        services.AddSingleton(static provider => new CpuSampler(provider.GetRequiredService<TimeProvider>(), MachineCpu.Read));
        services.AddSingleton<NodeStats>();
        services.AddSingleton<SessionStats>();
        services.AddSingleton<SessionIds>();
        services.AddSingleton<LavalinkSocketServices>();
        services.AddSingleton<LavalinkSockets>();
        services.AddHostedService(static provider => provider.GetRequiredService<LavalinkSockets>());
        services.AddSingleton<IMetricsRefresh, LavalinkMetrics>();
        services.AddSingleton<IMetricSource, GcPauses>();
        services.AddSingleton<IMetricSource, JvmMetrics>();
        services.AddSingleton<LogLineCounts>();
        services.AddSingleton<ILoggerProvider>(static provider => provider.GetRequiredService<LogLineCounts>());
        services.AddSingleton<IMetricSource>(static provider => provider.GetRequiredService<LogLineCounts>());
        services.AddSingleton<RequestLog>();
        services.AddSingleton<LavalinkGate>();
        services.AddSingleton<LavalinkInfo>();
        services.AddSingleton<LavalinkServerFrontEnd>();
        services.AddSingleton<LavalinkTrackFrontEnd>();
        services.AddSingleton<LavalinkSessionFrontEnd>();
        services.AddSingleton<LavalinkSocketFrontEnd>();
        services.AddSingleton<LavalinkFrontEnd>();
        services.AddHostedService<LavalinkReadiness>();
        services.AddSingleton(static provider => new EdgeListener(
            ListenerName,
            LavalinkOptions.Section,
            () => LavalinkListener.Of(provider.GetRequiredService<IOptions<LavalinkOptions>>().Value).Listener,
            EdgeServiceCollectionExtensions.Lazily(() => provider.GetRequiredService<LavalinkFrontEnd>().HandleAsync)));
        return services;
    }
}
