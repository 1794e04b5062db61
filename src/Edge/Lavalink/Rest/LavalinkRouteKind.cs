namespace Fabric.Edge.Lavalink.Rest;

/// <summary>What a path names (lavalink.md §2.2).</summary>
internal enum LavalinkRouteKind
{
    /// <summary>Nothing that exists.</summary>
    Unknown,

    /// <summary>Below <c>/v3</c>: what clients of Lavalink 3 ask for (decision 5).</summary>
    Version3,

    /// <summary><c>/</c></summary>
    Root,

    /// <summary><c>/v4/websocket</c></summary>
    Socket,

    /// <summary><c>/version</c></summary>
    Version,

    /// <summary><c>/v4/info</c></summary>
    Info,

    /// <summary><c>/v4/stats</c></summary>
    Stats,

    /// <summary><c>/v4/loadtracks</c></summary>
    LoadTracks,

    /// <summary><c>/v4/decodetrack</c></summary>
    DecodeTrack,

    /// <summary><c>/v4/decodetracks</c></summary>
    DecodeTracks,

    /// <summary><c>/v4/sessions/{s}</c></summary>
    Session,

    /// <summary><c>/v4/sessions/{s}/players</c></summary>
    Players,

    /// <summary><c>/v4/sessions/{s}/players/{g}</c></summary>
    Player,

    /// <summary><c>/v4/routeplanner/status</c></summary>
    PlannerStatus,

    /// <summary><c>/v4/routeplanner/free/address</c></summary>
    PlannerFreeAddress,

    /// <summary><c>/v4/routeplanner/free/all</c></summary>
    PlannerFreeAll,

    /// <summary>The path that the configuration gives the metrics.</summary>
    Metrics,
}
