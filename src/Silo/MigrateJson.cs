using System.Text.Json.Serialization;
using Fabric.Storage.Migration;

namespace Fabric.Silo;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MigrationReport))]
[JsonSerializable(typeof(CommandFailure))]
internal sealed partial class MigrateJson : JsonSerializerContext;
