using System.Collections.Concurrent;
using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Ingest;
using Fabric.Grains.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Fabric.Grains.Ingest;

/// <summary>
/// Has this silo run the shards that the director wants here: reports what runs, and starts, hands over and ends shards as it is told, again and
/// again, which costs a running one nothing. A silo that stops hands over what it has first.
/// </summary>
internal sealed partial class IngestAgent(
    BotRegistry bots,
    LocalEntities here,
    IngestStanding standing,
    ShardHost host,
    ILocalSiloDetails silo,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<IngestAgent> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UnsettledPeriod = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a silo that stops hands shards over before it stops nevertheless: the others then take them.</summary>
    private static readonly TimeSpan HandOverLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan HandOverPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan GoneLimit = TimeSpan.FromSeconds(5);

    private readonly SiloId _self = silo.SiloAddress.ToId();
    private readonly Dictionary<ShardId, Task> _underWay = [];
    private readonly ConcurrentDictionary<ShardId, string> _failing = new();
    private string[] _problems = [];
    private bool _isInformed;

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(HandOverLimit);
        await HandOverAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var isSettled = await RoundAsync(isLeaving: false) is { IsSettled: true };
            await Task.Delay(isSettled ? Period : UnsettledPeriod, time, stoppingToken);
        }
    }

    /// <summary>Until nothing is left, or there is nobody to hand anything to.</summary>
    private async Task HandOverAsync(CancellationToken limit)
    {
        var canGo = false;
        while (!canGo && here.OfKind(ShardKey.Kind).Length > 0)
        {
            canGo = await RoundAsync(isLeaving: true) is not { Move.Length: > 0 } && _underWay.Values.All(static task => task.IsCompleted);
            await Task.Delay(HandOverPause, time, limit);
        }
    }

    /// <summary>Reports and begins what is ordered. Null where nobody answered.</summary>
    private async Task<IngestOrders?> RoundAsync(bool isLeaving)
    {
        try
        {
            await grains.GetGrain<IIngestSiloGrain>(SiloProbeKey.Of(_self)).StayAsync();
            var report = new IngestReport(_self, [.. bots.All.Select(static bot => bot.Id)], Look(), isLeaving);
            var orders = await grains.GetGrain<IIngestDirectorGrain>(IngestDirectorKey.Only).ReportAsync(report);
            CarryOut(orders, isLeaving);
            LetGoOfForeign(report.Shards);
            Tell(orders);
            return orders;
        }
#pragma warning disable CA1031 // What runs runs on; it is asked again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNoOrders(exception);
            return null;
        }
    }

    private RunningShard[] Look() =>
        [.. here.OfKind(ShardKey.Kind).Select(ShardKey.Parse).Select(shard => new RunningShard(shard, host.FindStatus(shard) is { IsComplete: true }))];

    private IShardGrain GrainOf(ShardId shard) => grains.GetGrain<IShardGrain>(ShardKey.Of(shard));

    private bool IsHere(ShardId shard) => here.Contains(ShardKey.EntityOf(shard).ToString());

    private void CarryOut(IngestOrders orders, bool isLeaving)
    {
        foreach (var done in _underWay.Where(static entry => entry.Value.IsCompleted).Select(static entry => entry.Key).ToList())
        {
            _underWay.Remove(done);
        }

        foreach (var shard in orders.End)
        {
            Do(shard, () => GrainOf(shard).EndAsync(), isRepeated: true);
        }

        foreach (var move in orders.Move)
        {
            Do(move.Run.Shard, () => MoveAsync(move), isRepeated: false);
        }

        foreach (var run in isLeaving ? [] : orders.Run)
        {
            Do(run.Shard, () => GrainOf(run.Shard).StartAsync(run.AnswersCommands), isRepeated: true);
        }

        foreach (var shard in _failing.Keys.Except(orders.Run.Select(static run => run.Shard)))
        {
            _failing.TryRemove(shard, out _);
        }
    }

    /// <summary>Bots whose tokens are gone from here are followed by other silos, or by none.</summary>
    private void LetGoOfForeign(IEnumerable<RunningShard> shards)
    {
        foreach (var shard in shards.Select(static one => one.Shard).Where(shard => !bots.TryGet(shard.Bot, out _)))
        {
            Do(shard, () => IsHere(shard) ? GrainOf(shard).StopAsync() : Task.CompletedTask, isRepeated: true);
        }
    }

    /// <summary>
    /// The other silo is told at once: the time between is all that nobody listens. An order may be older than what has become of it: one that
    /// is gone from here is not to be stopped where it is now.
    /// </summary>
    private async Task MoveAsync(ShardMove move)
    {
        if (IsHere(move.Run.Shard))
        {
            LogMoving(move.Run.Shard, move.To);
            await GrainOf(move.Run.Shard).MoveAsync(move.To);
            await host.WhenGoneAsync(move.Run.Shard).WaitAsync(GoneLimit, time);
        }

        await grains.GetGrain<IIngestSiloGrain>(SiloProbeKey.Of(move.To)).TakeAsync(move.Run);
    }

    /// <summary>One thing at a time for each shard. What is ordered again and again may be left out.</summary>
    private void Do(ShardId shard, Func<Task> act, bool isRepeated)
    {
        var before = _underWay.GetValueOrDefault(shard, Task.CompletedTask);
        if (before.IsCompleted || !isRepeated)
        {
            _underWay[shard] = DoAsync(before, shard, act);
        }
    }

    /// <summary>What goes on failing for the same reason is not logged again: readiness says it meanwhile.</summary>
    private async Task DoAsync(Task before, ShardId shard, Func<Task> act)
    {
        await before;
        try
        {
            await act();
            if (_failing.TryRemove(shard, out _))
            {
                LogDone(shard);
            }
        }
#pragma warning disable CA1031 // It is tried again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (_failing.GetValueOrDefault(shard) != exception.Message)
            {
                LogFailed(exception, shard);
            }

            _failing[shard] = exception.Message;
        }
    }

    private void Tell(IngestOrders orders)
    {
        string[] problems = [.. orders.Problems.Select(static problem => problem.Problem)];
        foreach (var problem in problems.Except(_problems, StringComparer.Ordinal))
        {
            LogProblem(problem);
        }

        _problems = problems;
        _isInformed |= orders.IsSettled || orders.Run.Length > 0;
        if (_isInformed || problems.Length > 0)
        {
            var awaited = orders.Run.Select(static run => run.Shard).Where(shard => !IsHere(shard) && !_failing.ContainsKey(shard));
            standing.Set([
                .. problems,
                .. awaited.Select(static shard => $"Shard {shard} is being started."),
                .. _failing.Select(static entry => $"Shard {entry.Key} could not be started: {entry.Value}"),
            ]);
        }
    }

    [LoggerMessage(3045, LogLevel.Warning, "Nobody said which shards this silo is to run; those that run go on")]
    private partial void LogNoOrders(Exception exception);

    [LoggerMessage(3046, LogLevel.Information, "Shard {Shard} goes to silo {Silo}")]
    private partial void LogMoving(ShardId shard, SiloId silo);

    [LoggerMessage(3047, LogLevel.Error, "Shard {Shard} could not be started, moved or ended; it is tried again, silently while it fails like this")]
    private partial void LogFailed(Exception exception, ShardId shard);

    [LoggerMessage(3048, LogLevel.Information, "What failed with shard {Shard} has been done after all")]
    private partial void LogDone(ShardId shard);

    [LoggerMessage(3049, LogLevel.Error, "{Problem}")]
    private partial void LogProblem(string problem);
}
