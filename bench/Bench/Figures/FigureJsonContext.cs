using System.Text.Json.Serialization;

namespace Fabric.Bench.Figures;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    WriteIndented = true)]
[JsonSerializable(typeof(FigureReport))]
internal sealed partial class FigureJsonContext : JsonSerializerContext;
