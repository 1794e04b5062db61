using Orleans;

namespace Fabric.Storage.Tests.Support;

[GenerateSerializer, Alias("fabric.storage-tests.Profile")]
public sealed class Profile
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(1)]
    public int Visits { get; set; }
}
