using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Sessions;
using Microsoft.Extensions.Logging;

namespace Fabric.Grains.Player;

/// <summary>
/// Sends what a player tells to its session: in order, one report at a time, each until it is taken. Messages that come while one is under way go
/// together with the next. An event is stored with the change that it tells of before it is sent, so that neither is ever without the other: what was
/// not taken before the player was lost is told by whoever has it next, under the same numbers. For the grain's scheduler only.
/// </summary>
internal sealed partial class PlayerOutbox
{
    /// <summary>A session that cannot be reached for long is not owed every playerUpdate of that time.</summary>
    private const int MostWaitingWithUpdates = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly PlayerId _player;
    private readonly PlayerRecord _record;
    private readonly ISessionGrain _session;
    private readonly Action _onRefused;
    private readonly PlayerHost _host;
    private readonly ILogger _logger;
    private readonly List<PlayerMessage> _waiting = [];
    private Task _sending = Task.CompletedTask;
    private long _number;
    private bool _isPlaying;
    private bool _hasNews;
    private volatile bool _isClosed;

    /// <summary>One with what an earlier activation left.</summary>
    /// <param name="player">Whose.</param>
    /// <param name="record">The player's record, which is claimed.</param>
    /// <param name="onRefused">The session is gone: the player is to end.</param>
    /// <param name="host">What players share.</param>
    /// <param name="logger">Where failures are told.</param>
    public PlayerOutbox(PlayerId player, PlayerRecord record, Action onRefused, PlayerHost host, ILogger logger)
    {
        (_player, _record, _onRefused, _host, _logger) = (player, record, onRefused, host, logger);
        _session = host.SessionOf(player);
        _hasNews = Untaken.Count > 0;
    }

    private List<UntakenReport> Untaken => _record.State.Untaken;

    private long Epoch => _record.State.Epoch;

    /// <summary>A message for the client; <see cref="SendAsync" /> sends it.</summary>
    public void Add(PlayerMessage message)
    {
        if (message.IsEvent)
        {
            NextUntaken().Events.Add(message.Json);
            _record.Touch();
        }

        if (message.IsEvent || _waiting.Count < MostWaitingWithUpdates)
        {
            _waiting.Add(message);
            _hasNews = true;
        }
    }

    /// <summary>Sends what there is to tell; completes when all of it has been taken, or the session is gone.</summary>
    public Task SendAsync(bool isPlaying)
    {
        _hasNews |= isPlaying != _isPlaying;
        _isPlaying = isPlaying;
        return _sending.IsCompleted ? _sending = RunAsync() : _sending;
    }

    /// <summary>Nothing is sent any more. From any thread.</summary>
    public void Close() => _isClosed = true;

    /// <summary>What the next report has of events.</summary>
    private UntakenReport NextUntaken()
    {
        if (Untaken is not [.., var last] || last.Epoch != Epoch || last.Number != _number + 1)
        {
            Untaken.Add(last = new UntakenReport { Epoch = Epoch, Number = _number + 1 });
        }

        return last;
    }

    private async Task RunAsync()
    {
        while (!_isClosed && Untaken is [var left, ..] && left.Epoch != Epoch)
        {
            await DeliverAsync(left.ToReport(_isPlaying));
        }

        while (_hasNews && !_isClosed)
        {
            var report = new PlayerReport(Epoch, ++_number, _isPlaying, [.. _waiting]);
            _waiting.Clear();
            _hasNews = false;
            if (report.Messages.Any(static message => message.IsEvent))
            {
                await UntilDoneAsync(_record.WhenStoredAsync);
            }

            await DeliverAsync(report);
        }
    }

    private async Task DeliverAsync(PlayerReport report)
    {
        await UntilDoneAsync(() => ReportAsync(report));
        if (!_isClosed)
        {
            // Not worth a write: a session that is told twice takes it once.
            Untaken.RemoveAll(untaken => untaken.Epoch == report.Epoch && untaken.Number == report.Number);
        }
    }

    private async Task ReportAsync(PlayerReport report)
    {
        if (!await _session.ReportAsync(_player.Guild, report))
        {
            Close();
            _onRefused();
        }
    }

    private Task UntilDoneAsync(Func<Task> act) => UntilDone.RunAsync(act, LogFailure, Pause, _host.Time, () => _isClosed);

    /// <summary>The session may have been lost with its silo: it lives again soon, and the report is sent once more.</summary>
    private void LogFailure(Exception exception)
    {
        if (_host.ReportFailures.IsOver())
        {
            LogNotReported(exception, _player);
        }
    }

    [LoggerMessage(3051, LogLevel.Warning, "Player {Player} could not tell its session what has happened; it is tried again")]
    private partial void LogNotReported(Exception exception, PlayerId player);
}
