using Fabric.Media.Containers;
using Fabric.Media.Tests.Support;

namespace Fabric.Media.Tests.Containers;

public sealed class ByteReaderTests
{
    /// <summary>Whatever is done, the reader gives the bytes of the place that it is at, and says so when it has none.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Gives_the_bytes_of_the_place_that_it_is_at(int seed)
    {
        var chance = new Random(seed);
        var bytes = new byte[400_000];
        chance.NextBytes(bytes);
        var reader = new ByteReader(new MemoryByteSource(bytes, pieces: 5000), long.MaxValue);
        for (var step = 0; step < 3000; step++)
        {
            switch (chance.Next(4))
            {
                case 0:
                    reader.Seek(chance.Next(bytes.Length + 1000));
                    break;
                case 1:
                    reader.Skip(chance.Next(100_000));
                    break;
                default:
                    var count = chance.Next(chance.Next(2) == 0 ? 100 : ByteReader.WindowSize);
                    var at = (int)Math.Min(reader.Position, bytes.Length);
                    var read = await reader.ReadAsync(count, TestContext.Current.CancellationToken);
                    read.Span.SequenceEqual(bytes.AsSpan(at, Math.Min(count, bytes.Length - at))).ShouldBeTrue($"step {step}");
                    break;
            }
        }
    }

    [Fact]
    public async Task Seems_to_end_where_the_budget_does()
    {
        var source = new MemoryByteSource(new byte[100_000]);
        var reader = new ByteReader(source, 5000);

        (await reader.ReadAsync(4000, TestContext.Current.CancellationToken)).Length.ShouldBe(4000);
        (await reader.ReadAsync(4000, TestContext.Current.CancellationToken)).Length.ShouldBe(1000);
        (await reader.ReadAsync(4000, TestContext.Current.CancellationToken)).Length.ShouldBe(0);
        source.Taken.ShouldBe(5000);
    }

    [Fact]
    public async Task Goes_back_to_the_beginning_of_what_can_be_read_only_once_as_long_as_it_is_in_memory()
    {
        var bytes = Enumerable.Range(0, 200_000).Select(static number => (byte)number).ToArray();
        var reader = new ByteReader(new MemoryByteSource(bytes, canSeek: false), long.MaxValue);

        await reader.ReadAsync(60_000, TestContext.Current.CancellationToken);
        reader.TryRewind().ShouldBeTrue();
        (await reader.ReadAsync(3, TestContext.Current.CancellationToken)).ToArray().ShouldBe([0, 1, 2]);
        reader.Skip(100_000);
        await reader.ReadAsync(1, TestContext.Current.CancellationToken);

        reader.TryRewind().ShouldBeFalse();
    }

    [Fact]
    public async Task Places_beyond_all_measure_are_behind_the_end()
    {
        var reader = new ByteReader(new MemoryByteSource(new byte[100], canSeek: false, knowsLength: false), long.MaxValue);

        reader.Skip(long.MaxValue);
        reader.Skip(long.MaxValue);

        (await reader.ReadAsync(10, TestContext.Current.CancellationToken)).Length.ShouldBe(0);
    }
}
