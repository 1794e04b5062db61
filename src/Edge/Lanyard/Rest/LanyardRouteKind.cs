namespace Fabric.Edge.Lanyard.Rest;

/// <summary>What a path names.</summary>
internal enum LanyardRouteKind
{
    /// <summary>Nothing that exists.</summary>
    Unknown,

    /// <summary>A path that cannot be decoded.</summary>
    Malformed,

    /// <summary><c>/</c></summary>
    Root,

    /// <summary><c>/socket</c></summary>
    Socket,

    /// <summary><c>/discord</c></summary>
    Discord,

    /// <summary><c>/v1/users/:id</c></summary>
    User,
}
