using System.Text.Json.Serialization;

namespace Fabric.Storage.Writer;

/// <summary>The JSON contract of <see cref="Counter" />.</summary>
[JsonSerializable(typeof(Counter))]
public sealed partial class CounterJson : JsonSerializerContext;
