using Fabric.Edge.Lavalink.Configuration;
using Fabric.Grains.Player;
using Fabric.Grains.Tracks;
using Fabric.Media.Routes;
using Fabric.Media.Sources.Http;
using Fabric.Media.Sources.Local;
using Fabric.Media.Tracks;
using Fabric.Protocol;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RouteOptions = Fabric.Media.Routes.RouteOptions;

namespace Fabric.Silo.Media;

/// <summary>Makes the sources that tracks are loaded from, as Lavalink's settings say.</summary>
internal static class MediaSetup
{
    /// <summary>The longest period that timers have.</summary>
    private static readonly TimeSpan Never = TimeSpan.FromDays(49);

    /// <summary>Adds the sources, and how players behave.</summary>
    public static IServiceCollection AddFabricMedia(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedLavalinkOptions(configuration);
        services.AddOptions<LavalinkPlayerOptions>().Configure<IOptions<LavalinkOptions>>(static (players, lavalink) =>
        {
            var interval = lavalink.Value.PlayerUpdateInterval;
            players.UpdateInterval = interval > TimeSpan.Zero ? interval : Never;
            players.StuckThreshold = lavalink.Value.TrackStuckThreshold;
        });
        return services.AddSingleton(static provider => SourcesOf(
            provider.GetRequiredService<IOptions<LavalinkOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IRandomSource>()));
    }

    /// <summary>Adds Lavalink's settings with all the checks that the program makes at its start.</summary>
    public static IServiceCollection AddCheckedLavalinkOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLavalinkOptions(configuration);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LavalinkOptions>, RouteRules>());
        return services;
    }

    /// <summary>The route planner's settings.</summary>
    public static RouteOptions RoutesOf(LavalinkOptions options) => new()
    {
        IpBlocks = [.. options.RateLimit.IpBlocks],
        ExcludedIps = [.. options.RateLimit.ExcludedIps],
        Strategy = Enum.Parse<RouteStrategy>(options.RateLimit.Strategy.ToString()),
        SearchTriggersFail = options.RateLimit.SearchTriggersFail,
        RetryLimit = options.RateLimit.RetryLimit,
    };

    /// <summary>In the order in which they are asked (lavalink.md §7.3).</summary>
    private static MediaSources SourcesOf(LavalinkOptions options, TimeProvider time, IRandomSource random)
    {
        var routes = RoutesOf(options);
        var planner = RoutePlanners.Create(routes, time, SeededBy(random));
        List<ITrackSource> sources = [];
        if (options.Sources.Local)
        {
            sources.Add(new LocalTrackSource());
        }

        if (options.Sources.Http)
        {
            sources.Add(new HttpTrackSource(HttpOf(options), time, planner, routes));
        }

        return new MediaSources(new TrackResolver(sources), planner);
    }

    private static Random SeededBy(IRandomSource random)
    {
        Span<byte> seed = stackalloc byte[sizeof(int)];
        random.Fill(seed);
        return new Random(BitConverter.ToInt32(seed));
    }

    private static HttpSourceOptions HttpOf(LavalinkOptions options)
    {
        var proxy = options.HttpConfig;
        var unlimited = TimeSpan.FromHours(1);
        return new HttpSourceOptions
        {
            ConnectTimeout = options.Timeouts.Connect > TimeSpan.Zero ? options.Timeouts.Connect : unlimited,
            ReadTimeout = options.Timeouts.Socket > TimeSpan.Zero ? options.Timeouts.Socket : unlimited,
            Proxy = proxy.ProxyHost.Length == 0
                ? null
                : new HttpProxyOptions(proxy.ProxyHost, proxy.ProxyPort, proxy.ProxyUser, proxy.ProxyPassword),
        };
    }
}
