using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Sessions;
using Fabric.Grains.Ingest;
using Microsoft.Extensions.Logging;

namespace Fabric.Grains.Player;

/// <summary>
/// Sends what a player tells to its session: in order, one report at a time, each until it is taken. Messages that come while one is under way go
/// together with the next. For the grain's scheduler only.
/// </summary>
/// <param name="player">Whose.</param>
/// <param name="epoch">The player's epoch.</param>
/// <param name="session">The session.</param>
/// <param name="onRefused">The session is gone: the player is to end.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="failures">Lets some lines of failures through.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed partial class PlayerOutbox(PlayerId player, long epoch, ISessionGrain session, Action onRefused, TimeProvider time, LogPause failures, ILogger logger)
{
    /// <summary>A session that cannot be reached for long is not owed every playerUpdate of that time.</summary>
    private const int MostWaitingWithUpdates = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ILogger _logger = logger;
    private readonly List<PlayerMessage> _waiting = [];
    private Task _sending = Task.CompletedTask;
    private long _number;
    private bool _isPlaying;
    private bool _hasNews;
    private bool _isClosed;

    /// <summary>A message for the client; <see cref="SendAsync" /> sends it.</summary>
    public void Add(PlayerMessage message)
    {
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

    /// <summary>Nothing is sent any more.</summary>
    public void Close() => _isClosed = true;

    private async Task RunAsync()
    {
        while (_hasNews && !_isClosed)
        {
            var report = new PlayerReport(epoch, ++_number, _isPlaying, [.. _waiting]);
            _waiting.Clear();
            _hasNews = false;
            await UntilDone.RunAsync(() => ReportAsync(report), LogFailure, Pause, time, () => _isClosed);
        }
    }

    private async Task ReportAsync(PlayerReport report)
    {
        if (!await session.ReportAsync(player.Guild, report))
        {
            Close();
            onRefused();
        }
    }

    /// <summary>The session may have been lost with its silo: it lives again soon, and the report is sent once more.</summary>
    private void LogFailure(Exception exception)
    {
        if (failures.IsOver())
        {
            LogNotReported(exception, player);
        }
    }

    [LoggerMessage(3051, LogLevel.Warning, "Player {Player} could not tell its session what has happened; it is tried again")]
    private partial void LogNotReported(Exception exception, PlayerId player);
}
