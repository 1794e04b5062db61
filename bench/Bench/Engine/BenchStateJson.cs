using System.Text.Json.Serialization;

namespace Fabric.Bench.Engine;

[JsonSerializable(typeof(StoredState))]
internal sealed partial class BenchStateJson : JsonSerializerContext;
