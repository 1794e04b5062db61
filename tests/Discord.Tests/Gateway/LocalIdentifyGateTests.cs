using Fabric.Discord.Gateway;
using Fabric.Discord.Rest;
using Fabric.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fabric.Discord.Tests.Gateway;

public sealed class LocalIdentifyGateTests : IGatewayBotSource
{
    private readonly ManualTimeProvider _clock = new();
    private readonly LocalIdentifyGate _gate;
    private DateTimeOffset _fetchedAt;
    private SessionStartLimit _limit = new(1000, 1000, TimeSpan.FromHours(5), 1);

    public LocalIdentifyGateTests()
    {
        _fetchedAt = _clock.GetUtcNow();
        _gate = new LocalIdentifyGate(this, _clock, NullLogger<LocalIdentifyGate>.Instance);
    }

    [Fact]
    public async Task Lets_one_shard_through_per_interval()
    {
        await _gate.WaitAsync(0, CancellationToken.None);
        var second = _gate.WaitAsync(1, CancellationToken.None).AsTask();
        var third = _gate.WaitAsync(2, CancellationToken.None).AsTask();

        _clock.Advance(TimeSpan.FromSeconds(5));
        second.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        await second;
        third.IsCompleted.ShouldBeFalse();
        _clock.Advance(LocalIdentifyGate.Spacing);
        await third;
    }

    [Fact]
    public async Task Lets_as_many_through_at_once_as_max_concurrency_has_keys()
    {
        _limit = _limit with { MaxConcurrency = 3 };

        await _gate.WaitAsync(0, CancellationToken.None);
        await _gate.WaitAsync(1, CancellationToken.None);
        await _gate.WaitAsync(5, CancellationToken.None);
        var sameKeyAsFirst = _gate.WaitAsync(3, CancellationToken.None).AsTask();

        sameKeyAsFirst.IsCompleted.ShouldBeFalse();
        _clock.Advance(LocalIdentifyGate.Spacing);
        await sameKeyAsFirst;
    }

    [Fact]
    public async Task Keeps_a_reserve_until_the_budget_is_reset()
    {
        _limit = _limit with { Remaining = LocalIdentifyGate.Reserve + 1 };
        await _gate.WaitAsync(0, CancellationToken.None);
        var beyond = _gate.WaitAsync(1, CancellationToken.None).AsTask();

        _clock.Advance(TimeSpan.FromHours(5) - TimeSpan.FromSeconds(1));
        beyond.IsCompleted.ShouldBeFalse();
        _limit = _limit with { Remaining = 1000 };
        _fetchedAt = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromSeconds(1));

        await beyond.WaitAsync(TimeSpan.FromSeconds(10));
    }

    ValueTask<GatewayBot> IGatewayBotSource.GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(
        new GatewayBot { Url = new Uri("ws://127.0.0.1"), Shards = 1, SessionStartLimit = _limit, FetchedAt = _fetchedAt });
}
