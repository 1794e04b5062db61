using System.Text.Json.Serialization;

namespace Fabric.Silo;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConfigReport))]
[JsonSerializable(typeof(CommandFailure))]
internal sealed partial class ConfigJson : JsonSerializerContext;
