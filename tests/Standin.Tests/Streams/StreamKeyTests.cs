using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using Orleans.Streams;

namespace Fabric.Standin.Tests.Streams;

/// <summary>A stream whose key no other process could read is refused where it is used, and breaks no connection.</summary>
public sealed class StreamKeyTests
{
    private static readonly int Rest = StreamKey.Of("streams", StreamId.Create("tests", ""), typeof(int)).Length;

    private readonly MemoryStreamProvider _provider = new("streams", new StreamHub(), NullLogger<MemoryStreamProvider>.Instance);

    [Theory]
    [InlineData("x")]
    [InlineData("ü")]
    [InlineData("語")]
    public void The_longest_key_is_read_as_it_was_written(string character)
    {
        var key = Repeat(character, StreamKey.Longest);
        using var writer = MessageWriter.Rent();
        writer.WriteText(key);
        var reader = new MessageReader(writer.Written.Span);

        var text = new char[StreamKey.Longest];

        var length = StreamKey.Read(ref reader, text);

        new string(text, 0, length).ShouldBe(key);
    }

    [Fact]
    public async Task A_stream_with_the_longest_key_works()
    {
        var stream = _provider.GetStream<int>(StreamId.Create("tests", Repeat("x", StreamKey.Longest - Rest)));

        await stream.SubscribeAsync((_, _) => Task.CompletedTask);
        await stream.OnNextAsync(1);
    }

    [Fact]
    public async Task A_stream_with_a_longer_one_is_refused_to_subscribers_and_publishers()
    {
        var stream = _provider.GetStream<int>(StreamId.Create("tests", Repeat("x", StreamKey.Longest - Rest + 1)));

        var subscribing = await Should.ThrowAsync<ArgumentException>(() => stream.SubscribeAsync((_, _) => Task.CompletedTask));
        var publishing = await Should.ThrowAsync<ArgumentException>(() => stream.OnNextAsync(1));

        subscribing.Message.ShouldStartWith("The names of a stream, its provider and its item type have 1025 characters together; the stand-in's streams take 1024: ");
        publishing.Message.ShouldBe(subscribing.Message);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
