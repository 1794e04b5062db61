using Fabric.Abstractions.Ids;
using Fabric.Protocol.Lavalink;
using Orleans;

namespace Fabric.Abstractions.Sessions;

/// <summary>
/// Owns a client's session: whether it outlives its socket, which socket it has, its players, and the numbered log of events that the client
/// has not been seen to receive. When its silo dies the watchdog has it live elsewhere, its log intact.
/// </summary>
[Alias("fabric.ISessionGrain")]
public interface ISessionGrain : IGrainWithStringKey
{
    /// <summary>Begins the session, with its first socket.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task OpenAsync(SessionOpening opening);

    /// <summary>
    /// Gives the session to another socket of the same client, from then on; one that it still has is closed. Null where there is no such
    /// session of this user: the client gets a new one.
    /// </summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<SessionResumption?> ResumeAsync(SessionOpening opening);

    /// <summary>
    /// Tells the session that its socket is there still, and reads what it has for it. Null where the session is gone, or another socket has
    /// it: this one is to be closed.
    /// </summary>
    /// <param name="socket">The socket.</param>
    /// <param name="after">The number of the last event that it was sent.</param>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<SessionBacklog?> ReadAsync(SocketId socket, long after);

    /// <summary>The socket was sent every event up to a number: they need not be kept.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task AcknowledgeAsync(SocketId socket, long number);

    /// <summary>
    /// The socket is gone. By its client: then the session ends, unless it is resuming. Or because its gateway ends: then the session is held
    /// for a while, whatever it says about resuming.
    /// </summary>
    /// <param name="socket">The socket.</param>
    /// <param name="sent">The number up to which it was sent every event, as in <see cref="AcknowledgeAsync" />: afterwards nothing is taken from it.</param>
    /// <param name="gatewayEnds">Whether its gateway ends.</param>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task CloseAsync(SocketId socket, long sent, bool gatewayEnds);

    /// <summary>Changes what is given, and answers with how it is then. Null where there is no session with a socket.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<SessionInfo?> UpdateAsync(SessionUpdate update);

    /// <summary>The guilds of the session's players, in the order in which they came. Null where there is no session with a socket.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<GuildId[]?> GetPlayersAsync();

    /// <summary>A player is about to be: of the bot that is returned. Null where there is no session with a socket: then it may not.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<UserId?> AddPlayerAsync(GuildId guild);

    /// <summary>A player is no more.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task RemovePlayerAsync(GuildId guild);

    /// <summary>Takes what a player tells. The same report once more does no harm. False where the session is gone: the player is to end.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<bool> ReportAsync(GuildId guild, PlayerReport report);

    /// <summary>Has a session that lives in no silo any more live here; does nothing where it lives. For the watchdog.</summary>
    Task ReviveAsync();
}
