using Fabric.Abstractions.Ids;

namespace Fabric.Abstractions.Sessions;

/// <summary>The key of an <see cref="ISessionGrain" />: the session's id.</summary>
public static class SessionKey
{
    /// <summary>The kind of entity that a session is. Stored in the watchdog's rows.</summary>
    public const string Kind = "session";

    /// <summary>The key of a session.</summary>
    public static string Of(SessionId session) => session.Value;

    /// <summary>The session as something that must live.</summary>
    public static EntityId EntityOf(SessionId session) => new(Kind, Of(session));

    /// <summary>The session of a key.</summary>
    /// <exception cref="FormatException">Not a key.</exception>
    public static SessionId Parse(string key) =>
        SessionId.TryParse(key, out var session) ? session : throw new FormatException($"'{key}' is not the key of a session grain.");
}
