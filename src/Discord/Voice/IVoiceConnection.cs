namespace Fabric.Discord.Voice;

/// <summary>A connection to a voice server. Disposing of it closes it with 1000, and tells the observer nothing.</summary>
public interface IVoiceConnection : IAsyncDisposable
{
    /// <summary>Whether its WebSocket is open; it stays so while the connection is made again by itself (lavalink.md §8.8).</summary>
    bool IsOpen { get; }

    /// <summary>The round trip of the last heartbeat, in milliseconds; 0 before the first.</summary>
    long Ping { get; }
}
