using Fabric.Discord.Gateway;
using Fabric.Grains.Cluster;
using Fabric.Grains.Ingest;
using Fabric.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Fabric.Grains;

/// <summary>Registers what the grains need.</summary>
public static class GrainsServiceCollectionExtensions
{
    /// <summary>Adds the grains' services. Bots are added as <see cref="BotOptions" />.</summary>
    public static IServiceCollection AddFabricGrains(this IServiceCollection services)
    {
        services.AddHttpClient();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRandomSource, SystemRandomSource>();
        services.TryAddSingleton<IGatewaySocketFactory, WebSocketFactory>();
        services.TryAddSingleton<GatewayMetrics>();
        services.AddOptions<FailoverOptions>().BindConfiguration(FailoverOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FailoverOptions>, FailoverOptionsValidator>());
        services.TryAddSingleton<SoleSilo>();
        services.TryAddSingleton<ISiloLease>(static provider => provider.GetRequiredService<SoleSilo>());
        services.TryAddSingleton<ITakeover>(static provider => provider.GetRequiredService<SoleSilo>());
        return services.AddSingleton<ShardHost>();
    }
}
