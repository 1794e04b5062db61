using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Fabric.Discord.Gateway;
using Fabric.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fabric.Discord.Tests.Gateway;

public sealed class GuildMemberRequesterTests : IGatewayCommandSender, IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly Channel<JsonElement> _sent = Channel.CreateUnbounded<JsonElement>();
    private readonly GuildMemberRequester _requester;
    private bool _connected = true;

    public GuildMemberRequesterTests() =>
        _requester = new GuildMemberRequester(this, _clock, new FixedRandom(0), NullLogger.Instance);

    [Fact]
    public async Task Asks_for_all_members_and_is_done_with_the_last_chunk()
    {
        var request = _requester.RequestAllAsync(42, withPresences: true, CancellationToken.None);
        var sent = await SentAsync();

        sent.GetRawText().ShouldBe(
            $$$"""{"op":8,"d":{"guild_id":"42","query":"","limit":0,"presences":true,"nonce":"{{{NonceOf(sent)}}}"}}""");
        Encoding.UTF8.GetByteCount(NonceOf(sent)).ShouldBeLessThanOrEqualTo(32);
        Chunk(NonceOf(sent), 1, 3);
        Chunk(NonceOf(sent), 0, 3);
        Chunk(NonceOf(sent), 0, 3);
        Chunk("another", 2, 3);
        request.IsCompleted.ShouldBeFalse();
        Chunk(NonceOf(sent), 2, 3);
        (await request).ShouldBe(new GuildMembersResult(3, []), new ResultComparer());
    }

    [Fact]
    public async Task Asks_for_users_a_hundred_at_a_time()
    {
        var users = Enumerable.Range(1, 150).Select(static id => (ulong)id + 1_000_000_000_000_000_000).ToArray();
        var request = _requester.RequestUsersAsync(42, users, withPresences: false, CancellationToken.None);

        var first = await SentAsync();
        Encoding.UTF8.GetByteCount(first.GetRawText()).ShouldBeLessThan(GatewaySender.MaxPayloadBytes);
        first.GetProperty("d").GetProperty("user_ids").GetArrayLength().ShouldBe(100);
        first.GetProperty("d").GetProperty("user_ids")[0].GetString().ShouldBe("1000000000000000001");
        Chunk(NonceOf(first), 0, 1, """["1000000000000000001", "odd", 1000000000000000002, null, [3]]""");
        var second = await SentAsync();
        second.GetProperty("d").GetProperty("user_ids").GetArrayLength().ShouldBe(50);
        Chunk(NonceOf(second), 0, 1);

        var expected = new GuildMembersResult(2, [1000000000000000001, 1000000000000000002]);
        (await request).ShouldBe(expected, new ResultComparer());
    }

    [Fact]
    public async Task Asks_again_when_chunks_stay_away_and_gives_up_after_three_attempts()
    {
        var request = _requester.RequestUsersAsync(42, [7], withPresences: true, CancellationToken.None);
        var nonces = new HashSet<string>(StringComparer.Ordinal);

        for (var attempt = 0; attempt < GuildMemberRequester.MaxAttempts; attempt++)
        {
            var sent = await SentAsync();
            nonces.Add(NonceOf(sent));
            Chunk(NonceOf(sent), 0, 2);
            await UntilAsync(() => _sent.Reader.Count > 0 || request.IsCompleted);
        }

        var failure = await Should.ThrowAsync<TimeoutException>(request);
        failure.Message.ShouldContain("guild 42");
        nonces.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Waits_as_long_as_Discord_says_when_the_request_is_refused()
    {
        var request = _requester.RequestUsersAsync(42, [7], withPresences: true, CancellationToken.None);
        var first = await SentAsync();

        Observe("RATE_LIMITED", $$$"""{"opcode":8,"retry_after":40.5,"meta":{"guild_id":"42","nonce":"{{{NonceOf(first)}}}"}}""");
        var waited = await UntilAsync(() => _sent.Reader.Count > 0);
        var second = await SentAsync();
        Chunk(NonceOf(second), 0, 1);

        (await request).Chunks.ShouldBe(1);
        waited.ShouldBeGreaterThan(TimeSpan.FromSeconds(40));
        string.Equals(NonceOf(second), NonceOf(first), StringComparison.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public async Task Leaves_30_seconds_between_requests_for_all_members_of_one_guild()
    {
        var first = _requester.RequestAllAsync(42, withPresences: true, CancellationToken.None);
        Chunk(NonceOf(await SentAsync()), 0, 1);
        await first;
        var second = _requester.RequestAllAsync(42, withPresences: true, CancellationToken.None);
        var elsewhere = _requester.RequestAllAsync(43, withPresences: true, CancellationToken.None);

        var sent = await SentAsync();
        sent.GetProperty("d").GetProperty("guild_id").GetString().ShouldBe("43");
        Chunk(NonceOf(sent), 0, 1);
        await elsewhere;
        _sent.Reader.Count.ShouldBe(0);
        _clock.Advance(GuildMemberRequester.AllMembersSpacing);
        Chunk(NonceOf(await SentAsync()), 0, 1);
        await second;
    }

    [Fact]
    public async Task Asks_for_few_guilds_at_a_time()
    {
        var requests = Enumerable.Range(1, 6)
            .Select(guild => _requester.RequestAllAsync((ulong)guild, withPresences: true, CancellationToken.None)).ToArray();

        var first = await SentAsync();
        for (var further = 0; further < 3; further++)
        {
            await SentAsync();
        }

        _sent.Reader.Count.ShouldBe(0);
        Chunk(NonceOf(first), 0, 1);
        (await SentAsync()).GetProperty("d").GetProperty("guild_id").GetString().ShouldBe("5");
        requests.Count(static request => request.IsCompletedSuccessfully).ShouldBe(1);
    }

    [Fact]
    public async Task Waits_for_the_shard_to_be_connected()
    {
        _connected = false;
        var request = _requester.RequestAllAsync(42, withPresences: true, CancellationToken.None);
        await Eventually.TrueAsync(() => _clock.PendingTimers == 1, "the requester waits");

        _connected = true;
        _clock.Advance(TimeSpan.FromSeconds(1));
        Chunk(NonceOf(await SentAsync()), 0, 1);

        (await request).Chunks.ShouldBe(1);
    }

    [Fact]
    public async Task Cancels_what_is_under_way_when_disposed()
    {
        var request = _requester.RequestUsersAsync(42, [7], withPresences: true, CancellationToken.None);
        await SentAsync();

        _requester.Dispose();

        await Should.ThrowAsync<OperationCanceledException>(request);
    }

    [Theory]
    [InlineData("GUILD_MEMBERS_CHUNK", "[]")]
    [InlineData("GUILD_MEMBERS_CHUNK", "null")]
    [InlineData("GUILD_MEMBERS_CHUNK", """{"nonce":5,"chunk_index":0,"chunk_count":1}""")]
    [InlineData("GUILD_MEMBERS_CHUNK", """{"nonce":"NONCE","chunk_index":1,"chunk_count":1}""")]
    [InlineData("GUILD_MEMBERS_CHUNK", """{"nonce":"NONCE","chunk_index":-1,"chunk_count":0}""")]
    [InlineData("GUILD_MEMBERS_CHUNK", """{"nonce":"NONCE","chunk_index":"0","chunk_count":"1"}""")]
    [InlineData("GUILD_MEMBERS_CHUNK", """{"nonce":"NONCE","chunk_index":{},"chunk_count":[],"not_found":{"a":1}}""")]
    [InlineData("RATE_LIMITED", """{"opcode":3,"retry_after":1,"meta":{"guild_id":"42"}}""")]
    [InlineData("RATE_LIMITED", """{"opcode":8,"retry_after":"x","meta":{"guild_id":"42"}}""")]
    [InlineData("RATE_LIMITED", """{"opcode":8,"retry_after":1}""")]
    [InlineData("RATE_LIMITED", "7")]
    public async Task Ignores_what_it_cannot_use(string name, string data)
    {
        var request = _requester.RequestUsersAsync(42, [7], withPresences: true, CancellationToken.None);
        var nonce = NonceOf(await SentAsync());

        Observe(name, data.Replace("NONCE", nonce, StringComparison.Ordinal));
        Chunk(nonce, 0, 1);

        (await request).Chunks.ShouldBe(1);
        _sent.Reader.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Completes_after_the_sink_has_taken_the_chunk()
    {
        await using var fixture = new ShardFixture();
        var release = new TaskCompletionSource();
        fixture.Sink.OnDispatch = _ => new ValueTask(release.Task);
        var socket = await fixture.ConnectAsync();

        var request = fixture.Shard.Members.RequestAllAsync(42, withPresences: true, CancellationToken.None);
        var nonce = NonceOf(JsonElement.Parse(await socket.SentAsync()));
        socket.Dispatch("GUILD_MEMBERS_CHUNK", 2, $$"""{"nonce":"{{nonce}}","chunk_index":0,"chunk_count":1}""");

        request.IsCompleted.ShouldBeFalse();
        release.SetResult();
        await request.WaitAsync(TimeSpan.FromSeconds(10));
        (await fixture.Sink.ToldAsync()).ShouldStartWith("GUILD_MEMBERS_CHUNK 2");
    }

    public void Dispose() => _requester.Dispose();

    ValueTask IGatewayCommandSender.SendAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (!_connected)
        {
            throw new GatewayNotConnectedException();
        }

        _sent.Writer.TryWrite(JsonElement.Parse(payload.Span));
        return ValueTask.CompletedTask;
    }

    private static string NonceOf(JsonElement sent) => sent.GetProperty("d").GetProperty("nonce").GetString()!;

    private Task<JsonElement> SentAsync() => _sent.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    private void Chunk(string nonce, int index, int count, string notFound = "[]") => Observe(
        "GUILD_MEMBERS_CHUNK",
        $$$"""{"guild_id":"42","members":[{"user":{"id":"1"}}],"chunk_index":{{{index}}},"chunk_count":{{{count}}},"not_found":{{{notFound}}},"nonce":"{{{nonce}}}"}""");

    private void Observe(string name, string data) => _requester.Observe(new GatewayDispatch(name, 1, Encoding.UTF8.GetBytes(data)));

    /// <summary>Lets time pass until something holds; returns how much.</summary>
    private async Task<TimeSpan> UntilAsync(Func<bool> holds)
    {
        var start = _clock.GetUtcNow();
        await Eventually.TrueAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return holds();
            },
            "time passes");
        return _clock.GetUtcNow() - start;
    }

    private sealed class ResultComparer : IEqualityComparer<GuildMembersResult>
    {
        public bool Equals(GuildMembersResult? x, GuildMembersResult? y) =>
            x is not null && y is not null && x.Chunks == y.Chunks && x.NotFound.SequenceEqual(y.NotFound);

        public int GetHashCode(GuildMembersResult result) => result.Chunks;
    }
}
