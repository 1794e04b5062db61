using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Fabric.Discord.Gateway;

/// <summary>
/// One connection from its opening to its end: reads, keeps time, and has done what the machine decides. The reading loop alone calls
/// the sink; the timing loop runs beside it, so that heartbeats go out while the sink takes its time.
/// </summary>
internal sealed partial class GatewayConnection : IDisposable
{
    private readonly GatewayRun _run;
    private readonly FrameReceiver _receiver;
    private readonly GatewaySender _sender;
    private readonly Alarm _alarm;
    private readonly GatewayEffectPerformer _performer;
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _machineLock = new();
    private readonly ILogger _logger;
    private volatile GatewayEffect? _outcome;

    public GatewayConnection(GatewayRun run, IGatewaySocket socket)
    {
        _run = run;
        _logger = run.Logger;
        _receiver = new FrameReceiver(socket, run.Options.Compression, run.Options.MaxMessageBytes);
        _sender = new GatewaySender(socket, run.Time);
        _alarm = new Alarm(run.Time);
        _performer = new GatewayEffectPerformer(run, socket, _sender, _alarm);
    }

    /// <summary>Runs until the connection ends; returns what to do then.</summary>
    public async Task<GatewayEffect> RunAsync(CancellationToken stop)
    {
        await using var ringOnStop = stop.Register(_alarm.Ring);
        await ApplyAsync(new GatewayInput.SocketOpened());
        var timing = KeepTimeAsync(stop);
        try
        {
            await _run.ReportAsync(new GatewayStateChange(GatewayConnectionState.Handshaking), stop);
            await ReadAsync(stop);
        }
        finally
        {
            _alarm.End();
            await timing;
            await StopIfOpenAsync();
        }

        return _outcome!;
    }

    /// <summary>Sends a caller's command.</summary>
    /// <exception cref="GatewayNotConnectedException">The session is not running (yet, or any more).</exception>
    public async ValueTask SendCommandAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (!_run.Machine.IsReady || _outcome is not null)
        {
            throw new GatewayNotConnectedException();
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        try
        {
            await _sender.SendCommandAsync(payload, either.Token);
        }
        catch (WebSocketException failure)
        {
            throw new GatewayNotConnectedException(failure);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GatewayNotConnectedException(failure);
        }
    }

    /// <summary>The sender is left to the collector: a caller's command may still be in it.</summary>
    public void Dispose()
    {
        _alarm.Dispose();
        _receiver.Dispose();
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        try
        {
            while (_outcome is null && await ReadNextAsync() is (var frame, var input))
            {
                await HandleAsync(frame, input, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            LogSinkStopped(_run.Options.ShardId);
        }
    }

    /// <summary>The next message; null when the connection has ended, in which case the machine has been told.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<(GatewayFrame Frame, GatewayInput? Input)?> ReadNextAsync()
    {
        try
        {
            if (await _receiver.ReceiveAsync(_ended.Token) is { } message)
            {
                var frame = GatewayFrameReader.Read(message);
                return (frame, GatewayFrameInterpreter.Interpret(frame));
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or JsonException)
        {
            LogBadFrame(_run.Options.ShardId, failure.Message);
            await ApplyAsync(new GatewayInput.BadFrame());
            return null;
        }
        catch (OperationCanceledException) when (_outcome is not null)
        {
            return null;
        }

        await ApplyAsync(new GatewayInput.SocketClosed(_receiver.CloseCode));
        return null;
    }

    private async ValueTask HandleAsync(GatewayFrame frame, GatewayInput? input, CancellationToken stop)
    {
        if (input is not null)
        {
            await ApplyAsync(input);
        }

        if (frame.Op == GatewayOpcode.Dispatch)
        {
            _run.Metrics.OnEvent(frame.EventName!);
            await DispatchAsync(frame, input, stop);
            _run.Session.Advance(frame.Sequence);
        }
        else if (input is GatewayInput.HeartbeatAcknowledged)
        {
            _performer.OnHeartbeatAcknowledged();
        }
    }

    private ValueTask DispatchAsync(GatewayFrame frame, GatewayInput? input, CancellationToken stop) => input switch
    {
        GatewayInput.Ready ready => _run.OnReadyAsync(ready.Details, stop),
        GatewayInput.Resumed => _run.OnResumedAsync(stop),
        _ => _run.OnDispatchAsync(new GatewayDispatch(frame.EventName!, frame.Sequence, frame.Data), stop),
    };

    private async Task KeepTimeAsync(CancellationToken stop)
    {
        try
        {
            while (await _alarm.WaitAsync())
            {
                await ApplyAsync(
                    stop.IsCancellationRequested
                        ? new GatewayInput.StopRequested(_run.EndSession)
                        : new GatewayInput.TimerDue(ReaderBehind: !_receiver.IsWaiting));
            }
        }
        finally
        {
            await _ended.CancelAsync();
        }
    }

    /// <summary>After the sink has failed, or has stopped before the timing loop came round to it.</summary>
    private async ValueTask StopIfOpenAsync()
    {
        if (_outcome is null)
        {
            await ApplyAsync(new GatewayInput.StopRequested(_run.EndSession));
        }
    }

    private async ValueTask ApplyAsync(GatewayInput input)
    {
        foreach (var effect in Decide(input))
        {
            if (effect is GatewayEffect.Connect or GatewayEffect.GiveUp or GatewayEffect.Stop)
            {
                _outcome ??= effect;
                _alarm.End();
                await _ended.CancelAsync();
                return;
            }

            if (!await TryPerformAsync(effect))
            {
                await ApplyAsync(new GatewayInput.SendFailed());
                return;
            }
        }
    }

    private GatewayEffect[] Decide(GatewayInput input)
    {
        lock (_machineLock)
        {
            return _run.Machine.On(input);
        }
    }

    private async ValueTask<bool> TryPerformAsync(GatewayEffect effect)
    {
        try
        {
            await _performer.PerformAsync(effect, _ended.Token);
            return true;
        }
        catch (WebSocketException failure)
        {
            LogSendFailed(_run.Options.ShardId, failure.Message);
            return false;
        }
        catch (OperationCanceledException) when (_outcome is not null)
        {
            return true;
        }
    }

    [LoggerMessage(1030, LogLevel.Warning, "Shard {ShardId} received what is not the gateway protocol and reconnects: {Failure}")]
    private partial void LogBadFrame(int shardId, string failure);

    [LoggerMessage(1031, LogLevel.Debug, "Shard {ShardId} could not send: {Failure}")]
    private partial void LogSendFailed(int shardId, string failure);

    [LoggerMessage(1032, LogLevel.Debug, "Shard {ShardId} stops in the middle of an event.")]
    private partial void LogSinkStopped(int shardId);
}
