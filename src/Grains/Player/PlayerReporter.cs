using Fabric.Abstractions.Players;
using Fabric.Discord.Voice;
using Fabric.Media.Players;
using Fabric.Protocol.Lavalink;
using Microsoft.Extensions.Logging;

namespace Fabric.Grains.Player;

/// <summary>
/// Carries what engine and voice tell, on threads of their own, to the player's grain: again and again until it has taken it, or the player has ended
/// here.
/// </summary>
internal sealed partial class PlayerReporter(IPlayerGrain player, TimeProvider time, ILogger logger, Func<bool> hasEnded) : IEngineObserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = logger;

    /// <inheritdoc />
    public void OnFinished(long play) => Tell(play, new PlayEvent(PlayEventKind.Finished));

    /// <inheritdoc />
    public void OnFailed(long play, PlayFailure failure) =>
        Tell(play, new PlayEvent(failure.HasPlayed ? PlayEventKind.Failed : PlayEventKind.LoadFailed, Describe(failure)));

    /// <inheritdoc />
    public void OnStuck(long play) => Tell(play, new PlayEvent(PlayEventKind.Stuck));

    /// <inheritdoc />
    public void OnAbandoned(long play) => Tell(play, new PlayEvent(PlayEventKind.Abandoned));

    /// <summary>What the voice connection with a number tells.</summary>
    public IVoiceObserver OfVoice(long connection) => new VoiceReporter(this, connection);

    private static LavalinkException Describe(PlayFailure failure)
    {
        var root = failure.Exception.GetBaseException();
        var severity = failure.IsOwnFault ? ExceptionSeverity.Fault : ExceptionSeverity.Suspicious;
        return new LavalinkException(failure.Exception.Message, severity, $"{root.GetType().FullName}: {root.Message}", root.ToString());
    }

    private void Tell(long play, PlayEvent played) => _ = DeliverAsync(() => player.OnPlayAsync(play, played));

    private Task DeliverAsync(Func<Task> deliver) => UntilDone.RunAsync(deliver, LogNotTold, Pause, time, hasEnded);

    [LoggerMessage(3050, LogLevel.Warning, "A player could not be told what has happened to its track or its voice connection; it is tried again")]
    private partial void LogNotTold(Exception exception);

    private sealed class VoiceReporter(PlayerReporter reporter, long connection) : IVoiceObserver
    {
        public void OnReady() => Tell(new VoiceEvent(VoiceEventKind.Ready));

        public void OnClosed(VoiceClose close) => Tell(new VoiceEvent(VoiceEventKind.Closed, close.Code, close.Reason, close.IsByRemote));

        private void Tell(VoiceEvent happened) => _ = reporter.DeliverAsync(() => reporter.Player.OnVoiceAsync(connection, happened));
    }

    private IPlayerGrain Player => player;
}
