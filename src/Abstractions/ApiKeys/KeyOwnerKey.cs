using Fabric.Abstractions.Ids;

namespace Fabric.Abstractions.ApiKeys;

/// <summary>The key of an <see cref="IKeyOwnerGrain" />: the user.</summary>
public static class KeyOwnerKey
{
    /// <summary>The key of a user's grain.</summary>
    public static string Of(UserId user) => user.ToString();

    /// <summary>The user of a key.</summary>
    /// <exception cref="FormatException">Not a key.</exception>
    public static UserId Parse(string key) =>
        UserId.TryParse(key, out var user) ? user : throw new FormatException($"'{key}' is not the key of a key owner's grain.");
}
