using Fabric.Abstractions.Ids;

namespace Fabric.Abstractions.Presence;

/// <summary>The key of a <see cref="IPresenceGrain" />: the user's id in decimal.</summary>
public static class PresenceKey
{
    /// <summary>The key of a user.</summary>
    public static string Of(UserId user) => user.ToString();

    /// <summary>The user of a key.</summary>
    /// <exception cref="FormatException">Not a key.</exception>
    public static UserId Parse(string key) =>
        UserId.TryParse(key, out var user) ? user : throw new FormatException($"'{key}' is not the key of a presence grain.");
}
