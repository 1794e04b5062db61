namespace Fabric.Edge.Lanyard.Rest;

/// <summary>
/// What a request's path names (lanyard.md §2.1, §2.2): empty segments do not count, letter case does, and each segment is decoded
/// by itself, so that an escaped slash does not separate.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Argument">The user id of the path as it stands, which may be any text.</param>
/// <param name="FirstSegment">The first segment; empty for the root.</param>
/// <param name="Key">The key of a key-value store, empty for the store as a whole; the extension of an avatar.</param>
internal readonly record struct LanyardRoute(LanyardRouteKind Kind, string Argument = "", string FirstSegment = "", string Key = "")
{
    private const string Users = "/v1/users/";

    /// <summary>Reads the path of a request target.</summary>
    /// <param name="target">The target as in the request line, with or without scheme, host and query.</param>
    public static LanyardRoute Parse(string target)
    {
        var path = PathOf(target);
        if (path.StartsWith(Users, StringComparison.Ordinal) && path[Users.Length..] is { IsEmpty: false } id && id.IndexOfAny('/', '%') < 0)
        {
            return OfUser(id.ToString());
        }

        var segments = new List<string>();
        foreach (var range in path.Split('/'))
        {
            if (path[range].IsEmpty)
            {
                continue;
            }

            if (!PercentEncoding.TryDecode(path[range], out var segment))
            {
                return new LanyardRoute(LanyardRouteKind.Malformed);
            }

            segments.Add(segment);
        }

        var route = Match(segments, path.EndsWith('/'));
        return route.Kind == LanyardRouteKind.Unknown ? OfAvatar(path) ?? route : route;
    }

    /// <summary>The query of a request target, without its question mark.</summary>
    public static ReadOnlySpan<char> QueryOf(string target)
    {
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? [] : target.AsSpan(mark + 1);
    }

    private static LanyardRoute Match(List<string> segments, bool hasEnd) => segments switch
    {
        [] => new LanyardRoute(LanyardRouteKind.Root),
        ["socket"] => new LanyardRoute(LanyardRouteKind.Socket, FirstSegment: "socket"),
        ["discord"] => new LanyardRoute(LanyardRouteKind.Discord, FirstSegment: "discord"),
        ["metrics"] when !hasEnd => new LanyardRoute(LanyardRouteKind.Metrics, FirstSegment: "metrics"),
        ["metrics", ..] => new LanyardRoute(LanyardRouteKind.BelowMetrics, FirstSegment: "metrics"),
        ["v1", "users"] => new LanyardRoute(LanyardRouteKind.Users, FirstSegment: "v1"),
        ["v1", "users", var id] => OfUser(id),
        ["v1", "users", var id, "kv"] => new LanyardRoute(LanyardRouteKind.KeyValues, id, "v1"),
        ["v1", "users", var id, "kv", var key] => new LanyardRoute(LanyardRouteKind.KeyValue, id, "v1", key),
        ["v1", "users", var id, "events"] => new LanyardRoute(LanyardRouteKind.Events, id, "v1"),
        [var first, ..] => new LanyardRoute(LanyardRouteKind.Unknown, FirstSegment: first),
    };

    /// <summary><c>@me</c> stands for the owner of a key, not for a user of that name.</summary>
    private static LanyardRoute OfUser(string id) =>
        new(id is "@me" ? LanyardRouteKind.Me : LanyardRouteKind.User, id, "v1");

    /// <summary>Quick links go by the first segment alone, as it stands and with one dot in it; what follows is of no account (lanyard.md §2.7).</summary>
    private static LanyardRoute? OfAvatar(ReadOnlySpan<char> path)
    {
        var segment = path[1..];
        var slash = segment.IndexOf('/');
        segment = slash < 0 ? segment : segment[..slash];
        var dot = segment.IndexOf('.');
        return dot >= 0 && segment[(dot + 1)..] is "png" or "gif" or "webp" or "jpg" or "jpeg"
            ? new LanyardRoute(LanyardRouteKind.Avatar, segment[..dot].ToString(), segment.ToString(), segment[(dot + 1)..].ToString())
            : null;
    }

    private static ReadOnlySpan<char> PathOf(string target)
    {
        var path = target.AsSpan();
        var query = path.IndexOf('?');
        path = query < 0 ? path : path[..query];
        if (path is ['/', ..])
        {
            return path;
        }

        // The absolute form, http://host/path; and the asterisk of OPTIONS.
        var authority = path.IndexOf("://", StringComparison.Ordinal);
        var slash = authority < 0 ? -1 : path[(authority + 3)..].IndexOf('/');
        return slash < 0 ? "/" : path[(authority + 3 + slash)..];
    }
}
