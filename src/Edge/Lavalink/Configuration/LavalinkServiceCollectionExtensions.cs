using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Registers the settings of the Lavalink front-end.</summary>
public static class LavalinkServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="LavalinkOptions" /> out of Lavalink's own files, variables and arguments and the section <c>Edge:Lavalink</c>, checked
    /// at the start, and <see cref="LavalinkSettings" />, whose warnings are logged once at the start. Where to listen is
    /// <see cref="LavalinkListener.Of" /> of the options. Everything that needs them may ask for this.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The program's configuration.</param>
    /// <param name="directory">Where files are looked for; null for the working directory.</param>
    public static IServiceCollection AddLavalinkOptions(this IServiceCollection services, IConfiguration configuration, string? directory = null)
    {
        services.TryAddSingleton(_ => LavalinkSettings.Read(configuration, directory ?? Directory.GetCurrentDirectory()));
        services.AddOptions<LavalinkOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<LavalinkOptions>, LavalinkOptionsSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LavalinkOptions>, LavalinkOptionsValidator>());
        services.AddHostedService<LavalinkSettingsLog>();
        return services;
    }
}
