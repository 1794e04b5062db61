namespace Fabric.Protocol.Lavalink;

/// <summary>
/// The body of a request is not what it has to be (lavalink.md §2.1). The message tells where and why, for logs and traces; clients are
/// answered <c>Bad Request</c>.
/// </summary>
public sealed class LavalinkBodyException(string message, Exception? innerException = null) : Exception(message, innerException);
