using Fabric.Edge.Tests.Support;
using Fabric.Edge.WebSockets;

namespace Fabric.Edge.Tests.WebSockets;

public sealed class OutboundQueueTests
{
    private static readonly BlockFormat Format = new();

    [Fact]
    public void A_full_queue_keeps_the_newest_of_each_key_in_order()
    {
        var queue = new OutboundQueue<byte[]>(Format, maxMessages: 10, maxBytes: 1000);
        for (byte i = 0; i < 10; i++)
        {
            queue.TryAdd([(byte)(1 + (i % 2)), i]).ShouldBeTrue();
        }

        queue.TryAdd([9, 10]).ShouldBeTrue();

        TakeAll(queue).ShouldBe(["1,8", "2,9", "9,10"]);
    }

    [Fact]
    public void What_nothing_replaces_is_never_dropped()
    {
        var queue = new OutboundQueue<byte[]>(Format, maxMessages: 10, maxBytes: 1000);
        queue.TryAdd([0, 1]);
        for (byte i = 2; i < 11; i++)
        {
            queue.TryAdd([7, i]);
        }

        queue.TryAdd([0, 11]);

        TakeAll(queue).ShouldBe(["0,1", "7,10", "0,11"]);
    }

    [Fact]
    public void A_queue_that_stays_more_than_half_full_refuses()
    {
        var queue = new OutboundQueue<byte[]>(Format, maxMessages: 10, maxBytes: 1000);
        for (byte i = 1; i <= 10; i++)
        {
            queue.TryAdd([i]).ShouldBeTrue();
        }

        queue.TryAdd([11]).ShouldBeFalse();
    }

    [Fact]
    public void The_bytes_held_are_bounded_too_and_counted_down_again()
    {
        var queue = new OutboundQueue<byte[]>(Format, maxMessages: 10, maxBytes: 100);

        queue.TryAdd(new byte[60]).ShouldBeTrue();
        queue.TryAdd(new byte[60]).ShouldBeFalse();
        queue.TryTake(out _).ShouldBeTrue();
        queue.TryAdd(new byte[60]).ShouldBeTrue();
    }

    private static List<string> TakeAll(OutboundQueue<byte[]> queue)
    {
        var all = new List<string>();
        while (queue.TryTake(out var message))
        {
            all.Add(string.Join(',', message!));
        }

        return all;
    }
}
