using System.Text.Json.Serialization;
using Fabric.Grains.ApiKeys;
using Fabric.Grains.Cluster;
using Fabric.Grains.Ingest;
using Fabric.Grains.Json;
using Fabric.Grains.Player;
using Fabric.Grains.Presence;
using Fabric.Grains.Session;

namespace Fabric.Grains.State;

/// <summary>How every stored state is written: as deep as raw parts may be.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    MaxDepth = RawJson.DeepestNesting + 1,
    Converters = [typeof(RawJsonConverter), typeof(GuildIdConverter)])]
[JsonSerializable(typeof(PresenceState))]
[JsonSerializable(typeof(PresenceIndexState))]
[JsonSerializable(typeof(ShardState))]
[JsonSerializable(typeof(BotState))]
[JsonSerializable(typeof(ApiKeyState))]
[JsonSerializable(typeof(KeyOwnerState))]
[JsonSerializable(typeof(PlayerState))]
[JsonSerializable(typeof(GatewayRegistryState))]
[JsonSerializable(typeof(SiloRecord))]
[JsonSerializable(typeof(WatchdogState))]
[JsonSerializable(typeof(SessionState))]
public sealed partial class GrainStateJson : JsonSerializerContext;
