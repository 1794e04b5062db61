using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Edge.Presence;

namespace Fabric.Edge.Tests.Support;

/// <summary>Nobody has a key.</summary>
internal sealed class MemoryUserStore : IUserStore
{
    public Task<UserId?> FindOwnerAsync(string key) => Task.FromResult<UserId?>(null);

    public Task<KeyValueOutcome> PutAsync(UserId user, string key, string value) => throw new NotSupportedException();

    public Task<KeyValueOutcome> MergeAsync(UserId user, Dictionary<string, string> pairs) => throw new NotSupportedException();

    public Task<KeyValueOutcome> DeleteAsync(UserId user, string key) => throw new NotSupportedException();
}
