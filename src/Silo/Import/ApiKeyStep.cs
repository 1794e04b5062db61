using System.Text;
using Fabric.Abstractions.ApiKeys;
using Fabric.Abstractions.Ids;

namespace Fabric.Silo.Import;

/// <summary>
/// Imports API keys, of which a hash is stored. Lanyard accepts whatever key has an entry, and a user may have several; a fabric's user has
/// one, so of several the one counts that is entered as the user's.
/// </summary>
internal sealed class ApiKeyStep(LanyardSource source, ImportStore store, ImportOptions options, ImportTally tally)
{
    /// <summary>Some keys that Lanyard accepts.</summary>
    public async Task RunAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var owners = await source.GetAsync(LanyardSource.KeyOwners, [.. keys.Select(Encoding.UTF8.GetBytes)], cancellationToken);
        var owned = new List<(string Key, UserId Owner)>();
        foreach (var (key, owner) in keys.Zip(owners))
        {
            if (owner is not null && LanyardImport.ReadUser(Encoding.UTF8.GetString(owner)) is { } user)
            {
                owned.Add((key, user));
            }
            else
            {
                tally.Refuse("an API key", "its value is no user's id");
            }
        }

        var current = await KeysOfAsync([.. owned.Select(static pair => pair.Owner)], cancellationToken);
        var valid = owned.Zip(current).Where(pair => IsCurrent(pair.First.Key, pair.First.Owner, pair.Second)).Select(static pair => pair.First);
        var imported = await Task.WhenAll(valid.GroupBy(static pair => pair.Owner).Select(ImportAsync));
        foreach (var key in imported.SelectMany(static keysOfUser => keysOfUser))
        {
            tally.OnApiKey(key);
        }
    }

    /// <summary>Names those of some users whose key Lanyard does not accept either.</summary>
    public async Task FindUnacceptedAsync(IReadOnlyList<UserId> users, CancellationToken cancellationToken)
    {
        var keys = await KeysOfAsync(users, cancellationToken);
        var named = users.Zip(keys).Where(static pair => pair.Second is not null).ToList();
        var owners = await source.GetAsync(LanyardSource.KeyOwners, [.. named.Select(static pair => pair.Second!)], cancellationToken);
        foreach (var (user, _) in named.Zip(owners).Where(static pair => pair.Second is null).Select(static pair => pair.First))
        {
            tally.Refuse($"{LanyardSource.OwnedKeys}{user}", "Lanyard does not accept the key either: it has no entry of its own");
        }
    }

    private Task<IReadOnlyList<byte[]?>> KeysOfAsync(IReadOnlyList<UserId> users, CancellationToken cancellationToken) =>
        source.GetAsync(LanyardSource.OwnedKeys, [.. users.Select(static user => Encoding.UTF8.GetBytes(user.ToString()))], cancellationToken);

    private bool IsCurrent(string key, UserId owner, byte[]? current)
    {
        if (current is null || current.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(key)))
        {
            return true;
        }

        tally.Refuse($"an API key of user {owner}", $"{LanyardSource.OwnedKeys}{owner} names another one, and a user has one");
        return false;
    }

    /// <summary>A user's keys one after the other, as they concern the same record.</summary>
    private async Task<List<ImportCount>> ImportAsync(IGrouping<UserId, (string Key, UserId Owner)> keys)
    {
        var counts = new List<ImportCount>();
        foreach (var (key, owner) in keys)
        {
            counts.Add(await ImportAsync(owner, ApiKeyHash.Of(key)));
        }

        return counts;
    }

    /// <summary>The owner's record is written last: from then on the key counts.</summary>
    private async Task<ImportCount> ImportAsync(UserId owner, ApiKeyHash hash)
    {
        var state = await store.ReadKeyOwnerAsync(owner);
        var old = state.State!.Hash;
        if (old == hash.Value)
        {
            return new ImportCount(0, 0, 1);
        }

        if (old is not null && !options.Overwrites)
        {
            return new ImportCount(0, 1, 0);
        }

        await store.AssignAsync(hash, owner);
        state.State.Hash = hash.Value;
        await store.WriteKeyOwnerAsync(owner, state);
        if (old is not null)
        {
            await store.RevokeAsync(new ApiKeyHash(old));
        }

        return new ImportCount(1, 0, 0);
    }
}
