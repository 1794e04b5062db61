using System.Collections.Concurrent;
using Fabric.Engine.Silo.Grains;
using Fabric.Testing;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;

namespace Fabric.Engine.Tests.Contract;

/// <summary>How streams deliver: the part of the contract that holds on one silo and on several.</summary>
public abstract class StreamContract(IEngine engine)
{
    private readonly string _key = Guid.NewGuid().ToString();

    [Fact]
    public async Task Items_arrive_in_the_order_of_publishing()
    {
        var received = new ConcurrentQueue<int>();
        await SubscribeAsync(received);

        await Publisher("a").PublishAsync(_key, 0, 100);

        await Eventually.TrueAsync(() => received.Count == 100, "100 items", lastSeen: () => $"{received.Count}");
        received.ShouldBe(Enumerable.Range(0, 100));
    }

    [Fact]
    public async Task Every_subscriber_gets_each_item_once()
    {
        var first = new ConcurrentQueue<int>();
        var second = new ConcurrentQueue<int>();
        await SubscribeAsync(first);
        await SubscribeAsync(second);

        await Publisher("a").PublishAsync(_key, 0, 10);

        await Eventually.TrueAsync(() => first.Count == 10 && second.Count == 10, "10 items at both subscribers");
        first.ShouldBe(second);
    }

    [Fact]
    public async Task After_unsubscribing_nothing_arrives()
    {
        var gone = new ConcurrentQueue<int>();
        var staying = new ConcurrentQueue<int>();
        var subscription = await SubscribeAsync(gone);
        await SubscribeAsync(staying);
        await subscription.UnsubscribeAsync();

        await Publisher("a").PublishAsync(_key, 0, 1);
        await Eventually.TrueAsync(() => staying.Count == 1, "the item at the other subscriber");

        gone.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_streams_items_do_not_arrive()
    {
        var received = new ConcurrentQueue<int>();
        await SubscribeAsync(received);

        await Publisher("a").PublishAsync(Guid.NewGuid().ToString(), 100, 1);
        await Publisher("a").PublishAsync(_key, 1, 1);

        await Eventually.TrueAsync(() => !received.IsEmpty, "the stream's own item");
        received.ShouldBe([1]);
    }

    [Fact]
    public async Task A_client_publishes_too()
    {
        var received = new ConcurrentQueue<int>();
        await SubscribeAsync(received);

        await Stream().OnNextAsync(new Mutable { Numbers = [7] });

        await Publisher("after").PublishAsync(_key, 8, 1);
        await Eventually.TrueAsync(() => received.Contains(7) && received.Contains(8), "the client's item and the one after it");
        received.Count(static number => number == 7).ShouldBe(1);
    }

    private IPublisherGrain Publisher(string name) => engine.Client.GetGrain<IPublisherGrain>($"{_key}/{name}");

    private IAsyncStream<Mutable> Stream() =>
        engine.Client.GetStreamProvider(Stores.Streams).GetStream<Mutable>(StreamId.Create("tests", _key));

    private Task<StreamSubscriptionHandle<Mutable>> SubscribeAsync(ConcurrentQueue<int> received) => Stream().SubscribeAsync((item, _) =>
    {
        received.Enqueue(item.Numbers[0]);
        return Task.CompletedTask;
    });
}
