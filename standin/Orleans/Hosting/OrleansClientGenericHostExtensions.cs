using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Orleans.Streams;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds a client of a cluster to a host.</summary>
public static class OrleansClientGenericHostExtensions
{
    /// <summary>Adds a client. It is connected before hosted services that are registered later start.</summary>
    public static IHostApplicationBuilder UseOrleansClient(this IHostApplicationBuilder hostAppBuilder, Action<IClientBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        Add(new ClientBuilder(hostAppBuilder.Services, hostAppBuilder.Configuration), configureDelegate);
        return hostAppBuilder;
    }

    /// <inheritdoc cref="UseOrleansClient(IHostApplicationBuilder, Action{IClientBuilder})" />
    public static HostApplicationBuilder UseOrleansClient(this HostApplicationBuilder hostAppBuilder, Action<IClientBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        Add(new ClientBuilder(hostAppBuilder.Services, hostAppBuilder.Configuration), configureDelegate);
        return hostAppBuilder;
    }

    private static void Add(ClientBuilder builder, Action<IClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        if (services.Any(static service => service.ServiceType == typeof(IClusterClient)))
        {
            throw new InvalidOperationException("A host is either a silo or a client: call UseOrleans or UseOrleansClient once.");
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(static _ => GrainAssemblies.OfProcess);
        services.TryAddSingleton<StreamHub>();
        services.AddSingleton<ClientRuntime>();
        services.AddSingleton<ExternalClient>();
        services.AddSingleton<IClusterClient>(static provider => provider.GetRequiredService<ExternalClient>());
        services.AddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<ExternalClient>());
        services.AddHostedService<ClientHostedService>();
        configure(builder);
    }
}
