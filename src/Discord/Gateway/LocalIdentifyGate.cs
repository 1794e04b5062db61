using Fabric.Discord.Rest;
using Microsoft.Extensions.Logging;

namespace Fabric.Discord.Gateway;

/// <summary>An identify gate for a bot whose shards all run in this process.</summary>
public sealed partial class LocalIdentifyGate(IGatewayBotSource gateway, TimeProvider time, ILogger<LocalIdentifyGate> logger) : IIdentifyGate
{
    /// <summary>So many identifies a day are left alone: using the last one makes Discord reset the token.</summary>
    public const int Reserve = 10;

    /// <summary>Discord's 5 s, and a little for connections that open at different speeds.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromSeconds(5.5);

    private readonly Lock _lock = new();
    private readonly Dictionary<int, DateTimeOffset> _nextByKey = [];
    private DateTimeOffset _countedSince;
    private int _used;
    private int _waiting;

    /// <inheritdoc />
    public async ValueTask WaitAsync(int shardId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var current = await gateway.GetAsync(cancellationToken);
            if (TryTake(current, shardId) is { } wait)
            {
                await WaitForTurnAsync(wait, cancellationToken);
                return;
            }

            var untilReset = current.FetchedAt + current.SessionStartLimit.ResetAfter - time.GetUtcNow();
            LogExhausted(shardId, current.SessionStartLimit.Remaining, current.SessionStartLimit.Total, untilReset);
            await DelayAsync(untilReset > TimeSpan.FromMinutes(1) ? untilReset : TimeSpan.FromMinutes(1), cancellationToken);
        }
    }

    /// <summary>How long to wait for the turn now taken; null when the budget is used up.</summary>
    private TimeSpan? TryTake(GatewayBot current, int shardId)
    {
        lock (_lock)
        {
            if (current.FetchedAt != _countedSince)
            {
                _countedSince = current.FetchedAt;
                _used = _waiting;
            }

            if (current.SessionStartLimit.Remaining - _used <= Reserve)
            {
                return null;
            }

            _used++;
            _waiting++;
            var now = time.GetUtcNow();
            var key = shardId % current.SessionStartLimit.MaxConcurrency;
            var turn = _nextByKey.TryGetValue(key, out var next) && next > now ? next : now;
            _nextByKey[key] = turn + Spacing;
            return turn - now;
        }
    }

    private async Task WaitForTurnAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await DelayAsync(wait, cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _waiting--;
            }
        }
    }

    private Task DelayAsync(TimeSpan wait, CancellationToken cancellationToken) =>
        wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;

    [LoggerMessage(
        1010, LogLevel.Error, "Shard {ShardId} may not identify: {Remaining} of {Total} session starts are left. Waiting {UntilReset} for the reset.")]
    private partial void LogExhausted(int shardId, int remaining, int total, TimeSpan untilReset);
}
