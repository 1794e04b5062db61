using System.Text.Json.Serialization;

namespace Fabric.Storage.Tests.Support;

[JsonSerializable(typeof(Profile))]
internal sealed partial class TestJson : JsonSerializerContext;
