using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;

namespace Fabric.Edge.Presence;

/// <summary>What users may change themselves, and by which key: their key-value stores.</summary>
public interface IUserStore
{
    /// <summary>Whose an API key is; null for none that counts.</summary>
    Task<UserId?> FindOwnerAsync(string key);

    /// <summary>Sets a key, durably.</summary>
    Task<KeyValueOutcome> PutAsync(UserId user, string key, string value);

    /// <summary>Sets many keys, all or none, durably.</summary>
    Task<KeyValueOutcome> MergeAsync(UserId user, Dictionary<string, string> pairs);

    /// <summary>Deletes a key, durably; one that is not there as well.</summary>
    Task<KeyValueOutcome> DeleteAsync(UserId user, string key);
}
