using System.Text.Json.Serialization;

namespace Fabric.Silo.Import;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(CommandFailure))]
internal sealed partial class ImportJson : JsonSerializerContext;
