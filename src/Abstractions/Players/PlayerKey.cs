using Fabric.Abstractions.Ids;

namespace Fabric.Abstractions.Players;

/// <summary>The key of an <see cref="IPlayerGrain" />: <c>session/guild</c>.</summary>
public static class PlayerKey
{
    /// <summary>The kind of entity that a player is. Stored in the watchdog's rows.</summary>
    public const string Kind = "player";

    /// <summary>The key of a player.</summary>
    public static string Of(PlayerId player) => player.ToString();

    /// <summary>The player as something that must live.</summary>
    public static EntityId EntityOf(PlayerId player) => new(Kind, Of(player));

    /// <summary>The player of a key.</summary>
    /// <exception cref="FormatException">Not a key.</exception>
    public static PlayerId Parse(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && SessionId.TryParse(key[..slash], out var session) && GuildId.TryParse(key[(slash + 1)..], out var guild)
            ? new PlayerId(session, guild)
            : throw new FormatException($"'{key}' is not the key of a player grain.");
    }
}
