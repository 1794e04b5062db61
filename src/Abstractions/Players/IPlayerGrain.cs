using Fabric.Protocol.Lavalink;
using Orleans;
using Orleans.Concurrency;

namespace Fabric.Abstractions.Players;

/// <summary>
/// Owns a player: its track and position, pause, volume, filters, end marker, voice data and user data; and what plays it in its silo. When
/// its silo dies the watchdog has it play on elsewhere, from its last checkpoint.
/// </summary>
[Alias("fabric.IPlayerGrain")]
public interface IPlayerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Changes the player, which comes to be if it is not yet (lavalink.md §3.1), and answers with it: 200, 404 where its session has no
    /// socket, 400 or 500 as of lavalink.md §2.4 from check 8 on. What came before an error stays changed.
    /// </summary>
    Task<PlayerAnswer> UpdateAsync(PlayerUpdate update, bool noReplace);

    /// <summary>The player: 200, or 404 with the message for a session or a player that is not there.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<PlayerAnswer> GetAsync();

    /// <summary>Ends the player, and tells the client: 204, also where there is none; 404 where its session has no socket.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<PlayerAnswer> DestroyAsync();

    /// <summary>The session has ended: so does the player, and tells nobody.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task EndAsync();

    /// <summary>Whether the session has a socket from now on: without one requests are answered with 404, and no playerUpdate is sent.</summary>
    [AlwaysInterleave, ResponseTimeout(CallTimeouts.Repeatable)]
    Task SetConnectedAsync(bool isConnected);

    /// <summary>Sends a playerUpdate: the client has resumed.</summary>
    [AlwaysInterleave, ResponseTimeout(CallTimeouts.Repeatable)]
    Task SendUpdateAsync();

    /// <summary>The player's frames in the last whole minute; null where it cannot tell (lavalink.md §1.4).</summary>
    [AlwaysInterleave, ResponseTimeout(CallTimeouts.Repeatable)]
    Task<FrameCount?> GetFramesAsync();

    /// <summary>What the engine tells of the play with a number; of an earlier play it is of no account.</summary>
    Task OnPlayAsync(long play, PlayEvent played);

    /// <summary>What the voice connection with a number tells; of an earlier connection it is of no account.</summary>
    Task OnVoiceAsync(long connection, VoiceEvent happened);

    /// <summary>Has a player that lives in no silo any more live here; does nothing where it lives. For the watchdog.</summary>
    Task ReviveAsync();
}
