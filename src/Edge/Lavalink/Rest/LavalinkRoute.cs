namespace Fabric.Edge.Lavalink.Rest;

/// <summary>What a request's path names (lavalink.md §2.1, §2.2): letter case counts, and so does a slash at the end.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Session">The session of the path as it stands, which may be any text.</param>
/// <param name="Guild">The guild of the path as it stands, which may be any text.</param>
internal readonly record struct LavalinkRoute(LavalinkRouteKind Kind, string Session = "", string Guild = "")
{
    private const string Version3 = "/v3/";
    private const string Sessions = "/v4/sessions/";
    private const string Players = "players";

    /// <summary>The methods that there are for it, as in the header <c>Allow</c>; null where it is not there for any.</summary>
    public string? Allowed => Kind switch
    {
        LavalinkRouteKind.Unknown or LavalinkRouteKind.Version3 => null,
        LavalinkRouteKind.Session => "PATCH,OPTIONS",
        LavalinkRouteKind.Player => "GET,HEAD,PATCH,DELETE,OPTIONS",
        LavalinkRouteKind.DecodeTracks or LavalinkRouteKind.PlannerFreeAddress or LavalinkRouteKind.PlannerFreeAll => "POST,OPTIONS",
        LavalinkRouteKind.Socket => "GET,OPTIONS",
        _ => "GET,HEAD,OPTIONS",
    };

    /// <summary>Whether a method is one of those that there are for it.</summary>
    public bool Allows(string method)
    {
        var allowed = Allowed.AsSpan();
        foreach (var one in allowed.Split(','))
        {
            if (allowed[one].SequenceEqual(method))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a path.</summary>
    /// <param name="path">The path, decoded.</param>
    /// <param name="contextPath">What all paths begin with; empty for nothing.</param>
    /// <param name="metricsPath">Where the metrics are; null for nowhere.</param>
    public static LavalinkRoute Parse(string path, string contextPath, string? metricsPath)
    {
        if (contextPath.Length > 0)
        {
            if (!path.StartsWith(contextPath, StringComparison.Ordinal) || path.Length == contextPath.Length || path[contextPath.Length] != '/')
            {
                return default;
            }

            path = path[contextPath.Length..];
        }

        return path.StartsWith(Sessions, StringComparison.Ordinal) ? OfSession(path.AsSpan(Sessions.Length)) : new LavalinkRoute(KindOf(path, metricsPath));
    }

    private static LavalinkRouteKind KindOf(string path, string? metricsPath) => path switch
    {
        "/" => LavalinkRouteKind.Root,
        "/version" => LavalinkRouteKind.Version,
        "/v4/websocket" => LavalinkRouteKind.Socket,
        "/v4/info" => LavalinkRouteKind.Info,
        "/v4/stats" => LavalinkRouteKind.Stats,
        "/v4/loadtracks" => LavalinkRouteKind.LoadTracks,
        "/v4/decodetrack" => LavalinkRouteKind.DecodeTrack,
        "/v4/decodetracks" => LavalinkRouteKind.DecodeTracks,
        "/v4/routeplanner/status" => LavalinkRouteKind.PlannerStatus,
        "/v4/routeplanner/free/address" => LavalinkRouteKind.PlannerFreeAddress,
        "/v4/routeplanner/free/all" => LavalinkRouteKind.PlannerFreeAll,
        _ when path == metricsPath => LavalinkRouteKind.Metrics,
        _ when path.StartsWith(Version3, StringComparison.Ordinal) => LavalinkRouteKind.Version3,
        _ => LavalinkRouteKind.Unknown,
    };

    private static LavalinkRoute OfSession(ReadOnlySpan<char> rest)
    {
        var slash = rest.IndexOf('/');
        var session = slash < 0 ? rest : rest[..slash];
        if (session.IsEmpty)
        {
            return default;
        }

        if (slash < 0)
        {
            return new LavalinkRoute(LavalinkRouteKind.Session, session.ToString());
        }

        rest = rest[(slash + 1)..];
        if (rest is Players)
        {
            return new LavalinkRoute(LavalinkRouteKind.Players, session.ToString());
        }

        return rest.StartsWith($"{Players}/") && rest[(Players.Length + 1)..] is { IsEmpty: false } guild && !guild.Contains('/')
            ? new LavalinkRoute(LavalinkRouteKind.Player, session.ToString(), guild.ToString())
            : default;
    }
}
