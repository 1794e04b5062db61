using Fabric.Storage.Batching;

namespace Fabric.Storage.Tests.Support;

internal sealed class TestOperation(string name, int weight = 1) : StorageOperation(new RecordKey(TestStorage.GrainOf("1"), name))
{
    public override int Weight => weight;

    public int Releases { get; private set; }

    public override void Release() => Releases++;
}
