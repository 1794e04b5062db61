using Fabric.Grains.ApiKeys;
using Fabric.Grains.Cluster;
using Fabric.Grains.Ingest;
using Fabric.Grains.Player;
using Fabric.Grains.Presence;
using Fabric.Grains.Session;
using Fabric.Grains.Tracks;
using Orleans.Configuration;

namespace Fabric.Silo.Cluster;

/// <summary>
/// What a silo may do, and the grain classes that each role stands for. A silo offers the classes of its roles alone, and the engine
/// activates a grain only where its class is offered.
/// </summary>
internal static class SiloRoles
{
    public const string Presence = "presence";
    public const string Ingest = "ingest";
    public const string Voice = "voice";

    public static IReadOnlyList<string> All { get; } = [Presence, Ingest, Voice];

    /// <summary>Every grain class of ours, in one row at least.</summary>
    public static IReadOnlyDictionary<string, Type[]> Grains { get; } = new Dictionary<string, Type[]>(StringComparer.Ordinal)
    {
        [Presence] = [typeof(PresenceGrain), typeof(PresenceIndexGrain), typeof(PresenceComparerGrain), typeof(ApiKeyGrain), typeof(KeyOwnerGrain), .. OfAll],
        [Ingest] = [typeof(ShardGrain), typeof(BotGrain), typeof(IngestDirectorGrain), typeof(IngestSiloGrain), .. OfAll],
        [Voice] = [typeof(SessionGrain), typeof(PlayerGrain), typeof(TrackLoaderGrain), .. OfAll],
    };

    /// <summary>What watches over silos, gateways and entities.</summary>
    private static Type[] OfAll => [typeof(GatewayRegistryGrain), typeof(SiloProbeGrain), typeof(WatchdogGrain)];

    public static string[] Parse(string roles) => roles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The roles of the configuration, unknown names included.</summary>
    public static string[] Read(IConfiguration configuration) =>
        Parse(configuration[$"{SiloClusterOptions.Section}:{nameof(SiloClusterOptions.Roles)}"] ?? new SiloClusterOptions().Roles);

    /// <summary>Takes out what belongs to none of the roles. What belongs to no role at all, the engine's own, stays.</summary>
    public static void Restrict(GrainTypeOptions offered, IEnumerable<string> roles)
    {
        var kept = roles.SelectMany(static role => Grains.GetValueOrDefault(role, [])).ToHashSet();
        offered.Classes.ExceptWith(Grains.Values.SelectMany(static classes => classes).Where(type => !kept.Contains(type)).ToList());
    }
}
