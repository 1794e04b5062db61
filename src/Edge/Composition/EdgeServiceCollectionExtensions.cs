using Fabric.Abstractions.Edge;
using Fabric.Edge.Lanyard;
using Fabric.Edge.Lanyard.Avatars;
using Fabric.Edge.Lanyard.Hub;
using Fabric.Edge.Metrics;
using Fabric.Edge.Operations;
using Fabric.Edge.Operations.OpenApi;
using Fabric.Edge.Presence;
using Fabric.Edge.WebSockets;
using Fabric.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Composition;

/// <summary>Registers the front-ends of a process that serves clients, and the operations listener that every process has.</summary>
public static class EdgeServiceCollectionExtensions
{
    /// <summary>
    /// Registers the front-ends of Lanyard and Lavalink over the cluster that the process's <c>IClusterClient</c> reaches, unless <c>Edge:Enabled</c> is
    /// false.
    /// </summary>
    public static IServiceCollection AddFabricEdge(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.GetValue($"{EdgeOptions.Section}:{nameof(EdgeOptions.Enabled)}", defaultValue: true))
        {
            return services;
        }

        services.TryAddSingleton<IRandomSource, SystemRandomSource>();
        services.TryAddSingleton<LocalGateways>();
        services.TryAddSingleton<GatewayIdentity>();
        services.AddSingleton<ClusterEdgeStream>();
        services.AddHostedService(static provider => provider.GetRequiredService<ClusterEdgeStream>());
        services.AddSingleton<IReadinessCheck>(static provider => provider.GetRequiredService<ClusterEdgeStream>());
        services.AddSingleton<IUserStore, ClusterUserStore>();
        services.AddFabricEdgeOver<ClusterPresenceFeed>(configuration);
        return services.AddFabricLavalink(configuration);
    }

    /// <summary>Registers the Lanyard front-end over an <see cref="IPresenceFeed" />, and an <see cref="IUserStore" /> that is registered as well.</summary>
    public static IServiceCollection AddFabricEdgeOver<TFeed>(this IServiceCollection services, IConfiguration configuration)
        where TFeed : class, IPresenceFeed
    {
        services.AddOptions<EdgeOptions>()
            .Configure(options => LegacyVariables.Apply(configuration, options))
            .Bind(configuration.GetSection(EdgeOptions.Section))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EdgeOptions>, EdgeOptionsValidator>());

        services.AddShared();
        services.TryAddSingleton<IPresenceFeed, TFeed>();
        services.AddSingleton<LanyardMetrics>();
        services.AddSingleton<IMetricsRefresh, MonitoredUsers>();
        services.AddSingleton<LanyardMetricsFrontEnd>();
        services.AddSingleton<PresenceHub>();
        services.AddHostedService<PresenceReconciler>();
        services.TryAddSingleton<FlushLanes>();
        services.AddSingleton<SocketRegistry>();
        services.AddSingleton<WebSocketLimits>();
        services.AddSingleton<AvatarSource>();
        services.AddSingleton<AvatarStore>();
        services.AddSingleton<LanyardAvatarFrontEnd>();
        services.AddSingleton<LanyardEventFrontEnd>();
        services.AddSingleton<LanyardUserFrontEnd>();
        services.AddSingleton<LanyardFrontEnd>();
        services.AddSingleton<LanyardSocketFrontEnd>();
        services.AddSingleton(static provider => new EdgeListener(
            "Lanyard",
            $"{EdgeOptions.Section}:{nameof(EdgeOptions.Lanyard)}",
            () => provider.GetRequiredService<IOptions<EdgeOptions>>().Value.Lanyard,
            Lazily(() => provider.GetRequiredService<LanyardFrontEnd>().HandleAsync)));
        return services;
    }

    /// <summary>Registers the operations listener.</summary>
    public static IServiceCollection AddFabricOperations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OperationsOptions>().Bind(configuration.GetSection(OperationsOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OperationsOptions>, OperationsOptionsValidator>());

        services.AddShared();
        services.AddSingleton<OpenApiDocument>();
        services.AddSingleton<OperationsFrontEnd>();
        services.AddSingleton(static provider => new EdgeListener(
            "Operations",
            $"{OperationsOptions.Section}:{nameof(OperationsOptions.Listener)}",
            () => provider.GetRequiredService<IOptions<OperationsOptions>>().Value.Listener,
            Lazily(() => provider.GetRequiredService<OperationsFrontEnd>().HandleAsync)));
        return services;
    }

    /// <summary>Has the process stop in order when a signal asks it to: not ready first, then stopping, with a deadline.</summary>
    public static IServiceCollection AddFabricLifetime(this IServiceCollection services, StopSignals signals)
    {
        services.AddSingleton(signals);
        services.AddSingleton<ProcessExit>();
        services.AddSingleton<DrainingLifetime>();
        services.AddSingleton<IReadinessCheck>(static provider => provider.GetRequiredService<DrainingLifetime>());
        services.Replace(ServiceDescriptor.Singleton<IHostLifetime>(static provider => provider.GetRequiredService<DrainingLifetime>()));
        services.AddOptions<HostOptions>().Configure<IOptions<OperationsOptions>>(
            static (host, operations) => host.ShutdownTimeout = operations.Value.DrainTimeout);
        return services;
    }

    /// <summary>Listeners are asked for while the application is built, and the front-ends lead to the engine, whose settings are not all known then.</summary>
    internal static RequestDelegate Lazily(Func<RequestDelegate> find)
    {
        var handler = new Lazy<RequestDelegate>(find);
        return context => handler.Value(context);
    }

    internal static void AddShared(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IMetricSource, ProcessMetrics>());
        services.TryAddSingleton<MetricsCollector>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, MetricsCollector>(static provider => provider.GetRequiredService<MetricsCollector>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>, EdgeKestrelSetup>());
    }
}
