using Fabric.Abstractions.Sessions;

namespace Fabric.Edge.Presence;

/// <summary>
/// Is told what sessions have for this gateway's sockets. Calls may be missing, come twice and out of order: the messages' numbers decide.
/// They come from any thread, also in a grain's turn, and must neither block nor call grains and wait for them.
/// </summary>
internal interface ISessionObserver
{
    /// <summary>A session has messages for its socket.</summary>
    void OnNews(SessionNews news);

    /// <summary>A socket has its session no more.</summary>
    void OnLost(SessionLost lost);
}
