using Fabric.Edge.WebSockets;

namespace Fabric.Edge.Lavalink.Socket;

/// <summary>The times and limits of Lavalink's sockets.</summary>
internal sealed record LavalinkSocketSettings
{
    /// <summary>
    /// Clients have nothing to say here, and may be silent for as long as they answer pings (decision 9), which Lavalink does not send: Rainlink 1.2
    /// answers them unmasked. What they close with comes back to them, as from Lavalink: libraries pass on what the server answers, not what they said.
    /// What waits for one that reads slowly is in its session's log as well.
    /// </summary>
    public WebSocketLimits Limits { get; init; } = new()
    {
        MaxFrameBytes = 64 * 1024,
        MaxFragmentedMessageBytes = 64 * 1024,
        TakesBinary = false,
        EchoesClose = true,
        TakesUnmaskedPongs = true,
        PingInterval = TimeSpan.FromSeconds(20),
        IdleTimeout = TimeSpan.FromSeconds(60),
        MaxQueuedMessages = 4096,
        MaxQueuedBytes = 16 * 1024 * 1024,
    };

    /// <summary>
    /// From the answer to the handshake to the first message, for clients that offer no extension: some have a WebSocket of their own which relies on
    /// Lavalink's <c>ready</c> coming a moment later. What arrives together with the answer is lost to Lavacord, which has no session then, and
    /// Moonlink.js 5 sees it only with the next message. The others wait for nothing: lavalink-client takes its session for there once it has
    /// /v4/info, which it asks for as soon as it has the answer.
    /// </summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>From one <c>stats</c> message to the next (lavalink.md §1.4).</summary>
    public TimeSpan StatsPeriod { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a socket looks whether something is missing.</summary>
    public TimeSpan LookPeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After which silence of its session a socket asks for what may have been lost on the way.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(5);
}
