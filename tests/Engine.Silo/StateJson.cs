using System.Text.Json.Serialization;
using Fabric.Engine.Silo.Grains;

namespace Fabric.Engine.Silo;

[JsonSerializable(typeof(CounterState))]
internal sealed partial class StateJson : JsonSerializerContext;
