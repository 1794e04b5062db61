namespace Fabric.Bench.Lanyard.Feed;

/// <summary>Changes that are encoded and wait to be sent, once.</summary>
internal sealed class PreparedFeed(IReadOnlyList<byte[]> messages, FeedConnection connection)
{
    /// <summary>Sends them as fast as the shard takes them.</summary>
    public Task SendAsync() => connection.SendAsync(messages);
}
