using System.Collections.Concurrent;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Rest;

/// <summary>The REST API as tests drive it: failures on demand, and the messages that the bot posted.</summary>
public sealed class FakeRest
{
    private const int TooManyRequests = 429;

    private readonly ConcurrentQueue<RestFault> _faults = new();
    private readonly ConcurrentQueue<DiscordMessage> _messages = new();

    /// <summary>What the bot posted, oldest first.</summary>
    public IReadOnlyList<DiscordMessage> Messages => [.. _messages];

    /// <summary>How many shards GET /gateway/bot recommends from now on; null for the option's number.</summary>
    public int? RecommendedShards { get; set; }

    /// <summary>The next requests are answered 429.</summary>
    public void RateLimitNext(TimeSpan retryAfter, int count = 1, bool global = false) =>
        Enqueue(new RestFault(TooManyRequests, retryAfter, global), count);

    /// <summary>The next requests are answered with this status.</summary>
    public void FailNext(int status, int count = 1) => Enqueue(new RestFault(status, TimeSpan.Zero, Global: false), count);

    internal bool TryTakeFault(out RestFault? fault) => _faults.TryDequeue(out fault);

    internal void OnPosted(DiscordMessage message) => _messages.Enqueue(message);

    private void Enqueue(RestFault fault, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _faults.Enqueue(fault);
        }
    }
}
