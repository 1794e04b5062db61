using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Cluster;
using Orleans.Streams;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds a silo to a host.</summary>
public static class OrleansSiloGenericHostExtensions
{
    /// <summary>Adds a silo. It is active before hosted services that are registered later start.</summary>
    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        Add(new SiloBuilder(hostAppBuilder.Services, hostAppBuilder.Configuration), configureDelegate);
        return hostAppBuilder;
    }

    /// <inheritdoc cref="UseOrleans(IHostApplicationBuilder, Action{ISiloBuilder})" />
    public static HostApplicationBuilder UseOrleans(this HostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        Add(new SiloBuilder(hostAppBuilder.Services, hostAppBuilder.Configuration), configureDelegate);
        return hostAppBuilder;
    }

    /// <inheritdoc cref="UseOrleans(IHostApplicationBuilder, Action{ISiloBuilder})" />
    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostBuilder);
        return hostBuilder.ConfigureServices((context, services) => Add(new SiloBuilder(services, context.Configuration), configureDelegate));
    }

    private static void Add(SiloBuilder builder, Action<ISiloBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        if (services.Any(static service => service.ServiceType == typeof(SiloRuntime)))
        {
            throw new InvalidOperationException("UseOrleans may be called once for a host.");
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(static _ => GrainAssemblies.OfProcess);
        services.AddSingleton<IConfigureOptions<GrainTypeOptions>, ConfigureGrainTypes>();
        services.AddSingleton<GrainClassMap>();
        services.AddSingleton<ILocalSiloDetails, LocalSiloDetails>();
        services.AddSingleton<SiloRuntime>();
        services.TryAddSingleton<StreamHub>();
        services.AddSingleton<SiloCluster>();
        services.AddSingleton<ISiloStatusOracle>(static provider => provider.GetRequiredService<SiloCluster>().Oracle);
        services.TryAddSingleton<IMembershipTable, MembershipOfOne>();
        services.AddSingleton<HostedClient>();
        services.AddSingleton<IClusterClient>(static provider => provider.GetRequiredService<HostedClient>());
        services.AddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<HostedClient>());
        services.AddHostedService<SiloHostedService>();
        configure(builder);
    }
}
