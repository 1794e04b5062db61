namespace Fabric.Discord.Gateway;

/// <summary>How Discord compresses what it sends.</summary>
public enum GatewayCompression
{
    /// <summary>Plain text frames.</summary>
    None,

    /// <summary>One zlib stream per connection, flushed after each message.</summary>
    ZlibStream,

    /// <summary>One Zstandard stream per connection, flushed after each message.</summary>
    ZstdStream,
}
