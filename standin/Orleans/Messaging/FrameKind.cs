namespace Orleans.Runtime.Messaging;

/// <summary>The first byte of a frame.</summary>
internal enum FrameKind : byte
{
    /// <summary>Who connects, and to which cluster.</summary>
    Hello = 1,

    /// <summary>Accepted: which grain type serves which interface.</summary>
    Welcome = 2,

    /// <summary>Not accepted: why.</summary>
    Refused = 3,

    /// <summary>A call.</summary>
    Request = 4,

    /// <summary>A call's result.</summary>
    Result = 5,

    /// <summary>A call's failure.</summary>
    Failure = 6,
}
