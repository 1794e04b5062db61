using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Ingest;
using Fabric.Grains.Ingest;
using Orleans;

namespace Fabric.Silo;

/// <summary>Keeps the shards of the configured bots connected: asks their grains to start, again and again, which costs a running one nothing.</summary>
internal sealed partial class IngestService(
    IEnumerable<BotOptions> bots,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<IngestService> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            foreach (var bot in bots)
            {
                await StartAsync(new ShardId(bot.Id, 0));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task StartAsync(ShardId shard)
    {
        try
        {
            await grains.GetGrain<IShardGrain>(ShardKey.Of(shard)).StartAsync();
        }
#pragma warning disable CA1031 // It is tried again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotStarted(exception, shard);
        }
    }

    [LoggerMessage(3102, LogLevel.Error, "Shard {Shard} could not be started; it is tried again.")]
    private partial void LogNotStarted(Exception exception, ShardId shard);
}
