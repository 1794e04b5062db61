using Fabric.Abstractions.Ids;
using Fabric.Grains.Presence;

namespace Fabric.Silo.Import;

/// <summary>Imports users' key-value stores into their presences' records. Nobody becomes monitored by it: a store is there when its user joins.</summary>
internal sealed class KeyValueStep(LanyardSource source, ImportStore store, ImportOptions options, ImportTally tally, TimeProvider time)
{
    /// <summary>Those of some users. What cannot be served as JSON is refused; what was served so far, however odd, is taken.</summary>
    public async Task RunAsync(IReadOnlyList<UserId> users, CancellationToken cancellationToken)
    {
        var replies = await source.ReadStoresAsync([.. users.Select(static user => user.Value)], cancellationToken);
        var imported = await Task.WhenAll(users.Zip(replies, (user, reply) => ImportAsync(user, Read(user, reply))));
        for (var index = 0; index < users.Count; index++)
        {
            Count(users[index], imported[index]);
        }
    }

    private async Task<KeyValueImportResult?> ImportAsync(UserId user, Dictionary<string, string>? found)
    {
        if (found is null)
        {
            return null;
        }

        var state = await store.ReadPresenceAsync(user);
        var result = KeyValueImport.Merge(state.State!, found, options.Overwrites, time.GetUtcNow());
        if (result.Taken > 0)
        {
            await store.WritePresenceAsync(user, state);
        }

        return result;
    }

    private void Count(UserId user, KeyValueImportResult? imported)
    {
        if (imported is not { } result)
        {
            return;
        }

        tally.OnStore(new ImportCount(result.Taken, result.Kept, result.Identical));
        if (result.IsTooLarge)
        {
            tally.Refuse(NameOf(user), "its values together are larger than can be stored");
        }
    }

    /// <summary>The pairs that can be served; null where there is no store to read.</summary>
    private Dictionary<string, string>? Read(UserId user, RespValue reply)
    {
        if (reply is not RespValue.List list)
        {
            tally.Refuse(NameOf(user), ReasonOf(reply));
            return null;
        }

        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index + 1 < list.Items.Count; index += 2)
        {
            Add(found, user, list.Items[index], list.Items[index + 1]);
        }

        return found;
    }

    private void Add(Dictionary<string, string> found, UserId user, RespValue field, RespValue value)
    {
        if (field is not RespValue.Bulk name || Shown.Decode(name.Bytes) is not { } key)
        {
            tally.Refuse(NameOf(user), "a key is not UTF-8");
            return;
        }

        if (value is RespValue.Bulk bulk && Shown.Decode(bulk.Bytes) is { } text)
        {
            found[key] = text;
            return;
        }

        tally.Refuse(
            $"{NameOf(user)}, key '{Shown.Text(key)}'", value is RespValue.TooLarge ? "the value is larger than can be stored" : "the value is not UTF-8");
    }

    private static string ReasonOf(RespValue reply) => reply switch
    {
        RespValue.Error error when error.Text.StartsWith("WRONGTYPE", StringComparison.Ordinal) => "it is no hash",
        RespValue.Error error => $"Redis refuses: {Shown.Text(error.Text)}",
        RespValue.TooLarge => "its values together are larger than can be stored",
        _ => "Redis' answer makes no sense",
    };

    private static string NameOf(UserId user) => $"{LanyardSource.KeyValues}{user}";
}
