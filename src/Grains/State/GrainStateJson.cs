using System.Text.Json.Serialization;
using Fabric.Grains.Cluster;
using Fabric.Grains.Ingest;
using Fabric.Grains.Json;
using Fabric.Grains.Presence;

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
[JsonSerializable(typeof(GatewayRegistryState))]
public sealed partial class GrainStateJson : JsonSerializerContext;
