using System.Globalization;
using System.Text;
using Fabric.Abstractions.Ids;

namespace Fabric.Silo.Import;

/// <summary>Lists what there is in Lanyard's Redis, and has it imported, some at a time.</summary>
internal sealed class LanyardImport(LanyardSource source, ImportStore store, ImportOptions options, ImportProgress progress, TimeProvider time)
{
    private const int StoresAtOnce = 64;
    private const int KeysAtOnce = 256;

    private readonly ImportTally _tally = new(progress);

    public async Task<ImportReport> RunAsync(CancellationToken cancellationToken)
    {
        var stores = new KeyValueStep(source, store, options, _tally, time);
        await ForEachAsync(
            "key-value stores", await ListUsersAsync(LanyardSource.KeyValues, cancellationToken), StoresAtOnce, stores.RunAsync, cancellationToken);
        var keys = new ApiKeyStep(source, store, options, _tally);
        await ForEachAsync("API keys", await ListKeysAsync(cancellationToken), KeysAtOnce, keys.RunAsync, cancellationToken);
        await ForEachAsync(
            "owners of API keys", await ListUsersAsync(LanyardSource.OwnedKeys, cancellationToken), KeysAtOnce, keys.FindUnacceptedAsync, cancellationToken);
        return _tally.ToReport(options.IsDryRun);
    }

    private async Task ForEachAsync<T>(
        string phase, IReadOnlyCollection<T> items, int atOnce, Func<IReadOnlyList<T>, CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        long done = 0;
        foreach (var chunk in items.Chunk(atOnce))
        {
            await run(chunk, cancellationToken);
            done += chunk.Length;
            progress.Report(phase, done, items.Count);
        }
    }

    private async Task<IReadOnlyCollection<UserId>> ListUsersAsync(string prefix, CancellationToken cancellationToken)
    {
        var users = new HashSet<UserId>();
        var refused = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var name in source.ScanAsync(prefix, cancellationToken))
        {
            var text = Encoding.UTF8.GetString(name);
            if (ReadUser(text) is { } user)
            {
                users.Add(user);
            }
            else if (refused.Add(text))
            {
                _tally.Refuse(Shown.Text(prefix + text), "its name ends in no user's id");
            }
        }

        return users;
    }

    /// <summary>Keys that Lanyard accepts.</summary>
    private async Task<IReadOnlyCollection<string>> ListKeysAsync(CancellationToken cancellationToken)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var name in source.ScanAsync(LanyardSource.KeyOwners, cancellationToken))
        {
            if (Shown.Decode(name) is { Length: > 0 } key)
            {
                keys.Add(key);
            }
            else
            {
                _tally.Refuse("an API key", name.Length == 0 ? "it is empty" : "it is not text");
            }
        }

        return keys;
    }

    /// <summary>An id in the one way to write it.</summary>
    internal static UserId? ReadUser(string text) =>
        UserId.TryParse(text, out var user) && user.Value.ToString(CultureInfo.InvariantCulture) == text ? user : null;
}
