using Fabric.Edge.Tests.Support;
using Fabric.Edge.WebSockets;
using Fabric.Testing;

namespace Fabric.Edge.Tests.WebSockets;

public sealed class FrameWriterTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingStream _stream = new();
    private readonly BlockFormat _format = new();
    private readonly FlushLane _lane;
    private readonly FrameWriter<byte[]> _writer;
    private int _aborts;

    public FrameWriterTests()
    {
        _lane = new FlushLane(TimeProvider.System);
        var transport = new WebSocketTransport(_stream, () => Interlocked.Increment(ref _aborts));
        _writer = new FrameWriter<byte[]>(transport, _format, new WebSocketLimits { MaxQueuedMessages = 100 }, _lane, _time);
    }

    public void Dispose()
    {
        _lane.Dispose();
        _stream.Dispose();
    }

    [Fact]
    public async Task Frames_that_gather_behind_a_write_leave_in_one_write_in_order()
    {
        _stream.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _writer.TrySend([0, 0]);
        await Eventually.TrueAsync(() => _stream.Writes == 1, "the first write");
        for (byte i = 1; i <= 20; i++)
        {
            _writer.TrySend([0, i]);
        }

        _stream.Gate.SetResult();
        await Eventually.TrueAsync(() => _stream.Bytes.Length == 21 * 4, "all frames", lastSeen: () => $"{_stream.Bytes.Length} bytes");

        _stream.Writes.ShouldBe(2);
        _stream.Bytes.Chunk(4).Select(static frame => frame[3]).ShouldBe(Enumerable.Range(0, 21).Select(static i => (byte)i));
    }

    [Fact]
    public async Task A_large_message_leaves_in_turns_and_nothing_comes_between()
    {
        var large = new byte[200_000];
        large.AsSpan().Fill(7);
        _stream.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _writer.TrySend(large);
        await Eventually.TrueAsync(() => _stream.Writes == 1, "the first turn");

        _writer.Pong("x"u8);
        _writer.TrySend([0, 1]);
        _stream.Gate.SetResult();
        await Eventually.TrueAsync(() => _stream.Bytes.Length == 10 + large.Length + 3 + 4, "all frames");

        _stream.Writes.ShouldBeGreaterThan(4);
        var bytes = _stream.Bytes;
        bytes.AsSpan(10, large.Length).IndexOfAnyExcept((byte)7).ShouldBe(-1, "the large message is whole");
        bytes[(10 + large.Length)..].ShouldBe([0x8A, 1, (byte)'x', 0x82, 2, 0, 1], "the pong comes ahead of the message behind");
    }

    [Fact]
    public async Task Only_the_last_of_several_pongs_is_sent()
    {
        _stream.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _writer.Pong("a"u8);
        await Eventually.TrueAsync(() => _stream.Writes == 1, "the first write");
        _writer.Pong("b"u8);
        _writer.Pong("c"u8);

        _stream.Gate.SetResult();
        await Eventually.TrueAsync(() => _stream.Writes == 2, "the second write");

        _stream.Bytes.ShouldBe([0x8A, 1, (byte)'a', 0x8A, 1, (byte)'c']);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_close_is_the_last_frame_and_may_take_the_place_of_those_that_wait(bool dropQueued)
    {
        _stream.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _writer.TrySend([0, 1]);
        await Eventually.TrueAsync(() => _stream.Writes == 1, "the first write");
        _writer.TrySend([0, 2]);
        _writer.Close(1000, "bye", dropQueued);
        _writer.TrySend([0, 3]).ShouldBeTrue();
        var completed = _writer.CompleteAsync();

        _stream.Gate.SetResult();
        await completed;

        byte[] close = [0x88, 5, 0x03, 0xE8, .. "bye"u8];
        _stream.Bytes.ShouldBe([0x82, 2, 0, 1, .. close]);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_for_half_a_minute_is_cut_off()
    {
        _stream.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _writer.TrySend([0, 1]);
        await Eventually.TrueAsync(() => _time.PendingTimers == 1, "the write to be waited for");

        _time.Advance(TimeSpan.FromSeconds(30));

        await Eventually.TrueAsync(() => _aborts == 1, "the connection to be cut");
        var completed = _writer.CompleteAsync();
        _stream.Gate.SetException(new IOException("aborted"));
        await completed;
    }

    [Fact]
    public async Task A_client_too_far_behind_is_refused()
    {
        _stream.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _writer.TrySend([0, 1]);
        await Eventually.TrueAsync(() => _stream.Writes == 1, "the first write");

        var taken = Enumerable.Range(0, 101).Select(_ => _writer.TrySend([0, 2])).ToList();

        taken[..100].ShouldAllBe(static accepted => accepted);
        taken[100].ShouldBeFalse();
        _stream.Gate.SetResult();
    }

    [Fact]
    public async Task Completing_waits_for_what_is_being_written()
    {
        _stream.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _writer.TrySend([0, 1]);
        await Eventually.TrueAsync(() => _stream.Writes == 1, "the write");

        var completed = _writer.CompleteAsync();

        completed.IsCompleted.ShouldBeFalse();
        _stream.Gate.SetResult();
        await completed;
    }

    [Fact]
    public async Task A_message_that_cannot_be_written_ends_its_own_socket_and_is_reported()
    {
        _stream.Failure = new InvalidOperationException("a defect");

        _writer.TrySend([0, 1]);
        await Eventually.TrueAsync(() => _aborts == 1, "the connection to be cut");

        (await Should.ThrowAsync<InvalidOperationException>(_writer.CompleteAsync)).Message.ShouldBe("a defect");
    }

    [Fact]
    public async Task A_connection_that_ended_is_nothing_to_report()
    {
        _stream.Failure = new IOException("reset");

        _writer.TrySend([0, 1]);

        await _writer.CompleteAsync();
        _aborts.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_written_is_told_after_the_write_and_not_before()
    {
        _stream.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _writer.TrySend([0, 1]);
        await Eventually.TrueAsync(() => _stream.Writes == 1, "the write");
        _format.Written.ShouldBe(0);

        _stream.Gate.SetResult();

        await Eventually.TrueAsync(() => _format.Written == 1, "the end of the write");
    }

    [Fact]
    public async Task What_could_not_be_written_is_not_told()
    {
        _stream.Failure = new IOException("reset");

        _writer.TrySend([0, 1]);

        await _writer.CompleteAsync();
        _format.Written.ShouldBe(0);
    }

    [Fact]
    public async Task A_ping_comes_ahead_of_messages_and_after_a_close_there_is_none()
    {
        _stream.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _writer.TrySend([0, 1]);
        await Eventually.TrueAsync(() => _stream.Writes == 1, "the first write");
        _writer.TrySend([0, 2]);
        _writer.Ping();
        _writer.Close(1000, "", dropQueued: false);
        _writer.Ping();
        var completed = _writer.CompleteAsync();

        _stream.Gate.SetResult();
        await completed;

        _stream.Bytes[..8].ShouldBe([0x82, 2, 0, 1, 0x89, 0, 0x88, 2]);
    }
}
