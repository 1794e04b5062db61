using Microsoft.Extensions.Logging;

namespace Fabric.Discord.Gateway;

/// <summary>
/// One shard: stays connected to Discord's gateway, connecting, resuming and starting sessions as the protocol wants, until it is
/// stopped or refused for good. An instance runs once.
/// </summary>
public sealed partial class GatewayShard : IGatewayCommandSender, IDisposable
{
    private readonly GatewayShardServices _services;
    private readonly GatewayOptions _options;
    private readonly SessionTracker _session = new();
    private readonly CancellationTokenSource _endSession = new();
    private readonly GatewayOpener _opener;
    private readonly ILogger _logger;
    private volatile GatewayRun? _run;
    private volatile GatewayConnection? _connection;

    /// <summary>A shard that is not running yet.</summary>
    /// <exception cref="ArgumentException">An option is out of its limits.</exception>
    public GatewayShard(GatewayOptions options, GatewayShardServices services)
    {
        options.Validate();
        _options = options;
        _services = services;
        _logger = services.Loggers.CreateLogger<GatewayShard>();
        _opener = new GatewayOpener(options, services, _logger);
        Members = new GuildMemberRequester(this, services.Time, services.Random, services.Loggers.CreateLogger<GuildMemberRequester>());
    }

    /// <summary>The session as it stands, for another process to resume; null while there is none. May be read at any time.</summary>
    public GatewaySession? Session => _session.Current;

    /// <summary>How the shard stands. May be read at any time.</summary>
    public GatewayConnectionState State => _run?.State ?? GatewayConnectionState.Stopped;

    /// <summary>Asks Discord for the members of guilds.</summary>
    public GuildMemberRequester Members { get; }

    /// <summary>
    /// Runs until <paramref name="cancellationToken"/> or <see cref="EndSession"/> stops it. Cancelling leaves the session to be resumed
    /// (see <see cref="Session"/>), by this or another process.
    /// </summary>
    /// <param name="resumeFrom">A session to go on with; null for a new one.</param>
    /// <param name="sink">Receives everything. What it throws ends the run.</param>
    /// <param name="cancellationToken">Stops the shard.</param>
    /// <exception cref="GatewayFatalException">Discord will not have this shard.</exception>
    public async Task RunAsync(GatewaySession? resumeFrom, IGatewayEvents sink, CancellationToken cancellationToken)
    {
        var run = CreateRun(resumeFrom, sink);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _endSession.Token);
        try
        {
            await EndAsync(run, await RunToEndAsync(run, stop.Token));
        }
        finally
        {
            run.State = run.State == GatewayConnectionState.Failed ? run.State : GatewayConnectionState.Stopped;
        }
    }

    /// <summary>Stops the shard for good: Discord shows the bot offline at once, and the session cannot be resumed.</summary>
    public void EndSession()
    {
        if (_run is { } run)
        {
            run.EndSession = true;
        }

        _endSession.Cancel();
    }

    /// <summary>Sends a command (a whole <c>{op, d}</c> in UTF-8), waiting for its turn under the limit of 120 in 60 s.</summary>
    /// <exception cref="GatewayNotConnectedException">The session is not running just now.</exception>
    /// <exception cref="GatewayPayloadTooLargeException">More than 4096 bytes.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        _connection is { } connection
            ? connection.SendCommandAsync(payload, cancellationToken)
            : throw new GatewayNotConnectedException();

    /// <inheritdoc />
    public void Dispose()
    {
        Members.Dispose();
        _endSession.Dispose();
    }

    private GatewayRun CreateRun(GatewaySession? resumeFrom, IGatewayEvents sink)
    {
        if (_run is not null)
        {
            throw new InvalidOperationException("A shard runs once; create another.");
        }

        if (resumeFrom is not null)
        {
            _session.Begin(resumeFrom);
        }

        _run = new GatewayRun(_options, _session, new GatewayMachine(_session, _services.Random))
        {
            Sink = sink,
            Members = Members,
            Metrics = _services.Metrics,
            Time = _services.Time,
            Logger = _logger,
            EndSession = _endSession.IsCancellationRequested,
        };
        return _run;
    }

    private async Task<GatewayEffect> RunToEndAsync(GatewayRun run, CancellationToken stop)
    {
        try
        {
            var step = run.Machine.On(new GatewayInput.Started())[0];
            while (step is GatewayEffect.Connect plan)
            {
                step = await ConnectAsync(run, plan, stop);
            }

            return step;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return run.Machine.On(new GatewayInput.StopRequested(run.EndSession))[^1];
        }
    }

    private async Task<GatewayEffect> ConnectAsync(GatewayRun run, GatewayEffect.Connect plan, CancellationToken stop)
    {
        await AnnounceAsync(run, plan, stop);
        if (plan.Delay > TimeSpan.Zero)
        {
            await Task.Delay(plan.Delay, _services.Time, stop);
        }

        var opened = await _opener.OpenAsync(plan, stop);
        if (opened.Socket is not { } socket)
        {
            return run.Machine.On(opened.Result)[0];
        }

        await using (socket)
        {
            using var connection = new GatewayConnection(run, socket);
            _connection = connection;
            try
            {
                return await connection.RunAsync(stop);
            }
            finally
            {
                _connection = null;
            }
        }
    }

    private ValueTask AnnounceAsync(GatewayRun run, GatewayEffect.Connect plan, CancellationToken stop)
    {
        if (plan.Cause != GatewayDisconnectCause.None)
        {
            _services.Metrics.OnReconnect(plan.Cause, plan.CloseCode);
            var level = plan.Cause == GatewayDisconnectCause.ReconnectRequested ? LogLevel.Information : LogLevel.Warning;
            LogReconnect(level, _options.ShardId, plan.Cause, plan.CloseCode, plan.Resume ? "resume" : "start afresh", plan.Delay.TotalSeconds);
        }

        var change = new GatewayStateChange(GatewayConnectionState.Connecting, plan.Cause, plan.CloseCode, plan.Delay);
        return run.ReportAsync(change, stop);
    }

    private async ValueTask EndAsync(GatewayRun run, GatewayEffect last)
    {
        if (last is not GatewayEffect.GiveUp giveUp)
        {
            var stopped = new GatewayStateChange(GatewayConnectionState.Stopped, GatewayDisconnectCause.Stopped);
            await run.ReportAsync(stopped, CancellationToken.None);
            return;
        }

        var fatal = GatewayFatalException.For(giveUp.Reason, _options);
        LogFatal(_options.ShardId, fatal.Message);
        var failed = new GatewayStateChange(GatewayConnectionState.Failed, GatewayDisconnectCause.Closed, (int)giveUp.Reason);
        await run.ReportAsync(failed, CancellationToken.None);
        await run.Sink.OnFatalAsync(fatal, CancellationToken.None);
        throw fatal;
    }

    [LoggerMessage(EventId = 1040, Message = "Shard {ShardId} left its connection ({Cause}, close code {CloseCode}); will {Plan} in {Seconds:0.0} s.")]
    private partial void LogReconnect(LogLevel level, int shardId, GatewayDisconnectCause cause, int? closeCode, string plan, double seconds);

    [LoggerMessage(1041, LogLevel.Error, "Shard {ShardId} gives up. {Reason}")]
    private partial void LogFatal(int shardId, string reason);
}
