using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace Fabric.Discord.Gateway;

/// <summary>Does what the machine decides on one connection.</summary>
internal sealed partial class GatewayEffectPerformer(GatewayRun run, IGatewaySocket socket, GatewaySender sender, Alarm alarm)
{
    /// <summary>How long Discord may take to answer a close: long enough for it to arrive, too short to hold up a resume.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = run.Logger;
    private long _heartbeatSentAt;

    /// <summary>Anything but the effects that end the connection.</summary>
    /// <exception cref="WebSocketException">The connection is broken.</exception>
    public ValueTask PerformAsync(GatewayEffect effect, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case GatewayEffect.SetTimer timer:
                alarm.Set(timer.Delay);
                return ValueTask.CompletedTask;
            case GatewayEffect.SendHeartbeat:
                return SendHeartbeatAsync(cancellationToken);
            case GatewayEffect.SendIdentify:
                run.Metrics.OnIdentify();
                LogIdentify(run.Options.ShardId, run.Options.ShardCount);
                return sender.SendUrgentAsync(GatewayCommands.Identify(run.Options), cancellationToken);
            case GatewayEffect.SendResume resume:
                run.Metrics.OnResume();
                LogResume(run.Options.ShardId, resume.Session.Sequence);
                return sender.SendUrgentAsync(GatewayCommands.Resume(run.Options, resume.Session), cancellationToken);
            case GatewayEffect.CloseSocket close:
                return CloseAsync(close.Code);
            default:
                throw new ArgumentOutOfRangeException(nameof(effect), effect, "Not an effect on a connection.");
        }
    }

    public void OnHeartbeatAcknowledged() => run.Metrics.OnHeartbeatAcknowledged(run.Time.GetElapsedTime(_heartbeatSentAt));

    private ValueTask SendHeartbeatAsync(CancellationToken cancellationToken)
    {
        run.Metrics.OnHeartbeat();
        _heartbeatSentAt = run.Time.GetTimestamp();
        return sender.SendUrgentAsync(GatewayCommands.Heartbeat(run.Session.Current), cancellationToken);
    }

    private async ValueTask CloseAsync(int code)
    {
        using var timeout = new CancellationTokenSource(CloseTimeout, run.Time);
        try
        {
            await socket.CloseAsync(code, timeout.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            LogCloseFailed(run.Options.ShardId, failure.Message);
        }
    }

    [LoggerMessage(1020, LogLevel.Information, "Shard {ShardId} of {ShardCount} starts a session.")]
    private partial void LogIdentify(int shardId, int shardCount);

    [LoggerMessage(1021, LogLevel.Information, "Shard {ShardId} resumes its session after sequence {Sequence}.")]
    private partial void LogResume(int shardId, long sequence);

    [LoggerMessage(1022, LogLevel.Debug, "Shard {ShardId} could not close its connection in form: {Failure}")]
    private partial void LogCloseFailed(int shardId, string failure);
}
