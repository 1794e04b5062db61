namespace Orleans.Runtime.Messaging;

/// <summary>The first byte of a frame.</summary>
internal enum FrameKind : byte
{
    /// <summary>Who connects, and to which cluster.</summary>
    Hello = 1,

    /// <summary>Accepted: what this silo, and for clients the cluster, offers.</summary>
    Welcome = 2,

    /// <summary>Not accepted: why.</summary>
    Refused = 3,

    /// <summary>A call.</summary>
    Request = 4,

    /// <summary>A call's result.</summary>
    Result = 5,

    /// <summary>A call's failure.</summary>
    Failure = 6,

    /// <summary>A grain is not where it was looked for.</summary>
    Moved = 7,

    /// <summary>This silo stops soon: send new calls elsewhere.</summary>
    Draining = 8,

    /// <summary>An item of a stream.</summary>
    StreamItem = 9,
}
