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

    /// <summary><c>/v1/users</c></summary>
    Users,

    /// <summary><c>/v1/users/@me</c></summary>
    Me,

    /// <summary><c>/v1/users/:id/kv</c></summary>
    KeyValues,

    /// <summary><c>/v1/users/:id/kv/:key</c></summary>
    KeyValue,

    /// <summary><c>/v1/users/:id/events</c></summary>
    Events,

    /// <summary><c>/metrics</c></summary>
    Metrics,

    /// <summary><c>/metrics/</c>, and what is below.</summary>
    BelowMetrics,

    /// <summary><c>/:id.EXT</c></summary>
    Avatar,
}
