using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Fabric.Engine.Silo.Grains;

[RandomPlacement]
public sealed class PublisherGrain : Grain, IPublisherGrain
{
    public async Task PublishAsync(string stream, int first, int count)
    {
        var target = this.GetStreamProvider(Stores.Streams).GetStream<Mutable>(StreamId.Create("tests", stream));
        for (var number = first; number < first + count; number++)
        {
            var item = new Mutable { Numbers = [number] };
            await target.OnNextAsync(item);
            item.Numbers.Clear();
        }
    }
}
