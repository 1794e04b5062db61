using Fabric.Edge.WebSockets;

namespace Fabric.Edge.Tests.WebSockets;

public sealed class PooledBufferTests
{
    [Fact]
    public void What_was_appended_and_not_consumed_is_held_in_order()
    {
        using var buffer = new PooledBuffer();
        var expected = new Queue<byte>();
        for (var i = 0; i < 500; i++)
        {
            var bytes = Enumerable.Range(i, i % 300).Select(static n => (byte)n).ToArray();
            buffer.Append(bytes);
            Array.ForEach(bytes, expected.Enqueue);
            var consume = Math.Min(expected.Count, i % 170);
            buffer.Consume(consume);
            for (var n = 0; n < consume; n++)
            {
                expected.Dequeue();
            }
        }

        buffer.Filled.ToArray().ShouldBe([.. expected]);
    }

    [Fact]
    public void A_detached_buffer_keeps_the_bytes_and_leaves_none()
    {
        using var buffer = new PooledBuffer();
        buffer.Append("abc"u8);

        using var detached = buffer.Detach();
        buffer.Append("xyz"u8);

        detached.Filled.ToArray().ShouldBe("abc"u8.ToArray());
        buffer.Filled.ToArray().ShouldBe("xyz"u8.ToArray());
    }
}
