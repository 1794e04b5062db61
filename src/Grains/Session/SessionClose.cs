namespace Fabric.Grains.Session;

/// <summary>What the end of a socket is to its session.</summary>
internal enum SessionClose
{
    /// <summary>Nothing: another socket has the session, or it has ended.</summary>
    Nothing,

    /// <summary>The session waits to be resumed.</summary>
    Held,

    /// <summary>The session ends.</summary>
    Ended,
}
