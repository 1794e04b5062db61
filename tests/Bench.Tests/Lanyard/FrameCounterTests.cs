using Fabric.Bench.Lanyard.Clients;

namespace Fabric.Bench.Tests.Lanyard;

public sealed class FrameCounterTests
{
    /// <summary>A text frame of each form of length: 3, 300 and 70,000 bytes; and an empty one.</summary>
    private static readonly byte[] Frames =
    [
        0x81, 3, .. new byte[3],
        0x81, 126, 300 >> 8, 300 & 0xFF, .. new byte[300],
        0x82, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70, .. new byte[70_000],
        0x81, 0,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(65_536)]
    [InlineData(100_000)]
    public void Counts_frames_however_they_are_cut(int piece)
    {
        var counter = new FrameCounter();

        var counted = Frames.Chunk(piece).Sum(bytes => counter.Take(bytes));

        counted.ShouldBe(4);
        counter.Frames.ShouldBe(4);
    }

    [Fact]
    public void Does_not_count_a_frame_that_has_not_ended()
    {
        var counter = new FrameCounter();

        counter.Take(Frames.AsSpan(..^3)).ShouldBe(2);
        counter.Take(Frames.AsSpan(^3..)).ShouldBe(2);
    }

    [Fact]
    public void A_close_frame_is_an_error() =>
        Should.Throw<InvalidDataException>(static () => new FrameCounter().Take([0x88, 2, 3, 0xE8]));
}
