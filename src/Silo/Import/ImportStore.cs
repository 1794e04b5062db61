using Fabric.Abstractions.ApiKeys;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Grains.ApiKeys;
using Fabric.Grains.Presence;
using Fabric.Storage;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Fabric.Silo.Import;

/// <summary>
/// The records of grains, read and written as the grains do, by a program without any. A write takes effect only on what was read.
/// </summary>
/// <param name="storage">Null for a database that does not exist yet.</param>
/// <param name="isDryRun">Whether writes are left out.</param>
internal sealed class ImportStore(IGrainStorage? storage, bool isDryRun)
{
    /// <summary>Under these names the engine and the grains keep them; a test starts a fabric on what was written.</summary>
    private static readonly (string Grain, string State) Presence = ("presence", "presence");
    private static readonly (string Grain, string State) KeyOwner = ("keyowner", "key-owner");
    private static readonly (string Grain, string State) ApiKey = ("apikey", "api-key");

    public Task<GrainState<PresenceState>> ReadPresenceAsync(UserId user) => ReadAsync<PresenceState>(Presence, PresenceKey.Of(user));

    public Task WritePresenceAsync(UserId user, GrainState<PresenceState> state) => WriteAsync(Presence, PresenceKey.Of(user), state);

    public Task<GrainState<KeyOwnerState>> ReadKeyOwnerAsync(UserId user) => ReadAsync<KeyOwnerState>(KeyOwner, KeyOwnerKey.Of(user));

    public Task WriteKeyOwnerAsync(UserId user, GrainState<KeyOwnerState> state) => WriteAsync(KeyOwner, KeyOwnerKey.Of(user), state);

    /// <summary>Gives a key to a user.</summary>
    public async Task AssignAsync(ApiKeyHash hash, UserId owner)
    {
        var state = await ReadAsync<ApiKeyState>(ApiKey, ApiKeyKey.Of(hash));
        if (state.State!.Owner != owner.Value)
        {
            state.State.Owner = owner.Value;
            await WriteAsync(ApiKey, ApiKeyKey.Of(hash), state);
        }
    }

    /// <summary>A key is nobody's any more.</summary>
    public async Task RevokeAsync(ApiKeyHash hash)
    {
        var state = await ReadAsync<ApiKeyState>(ApiKey, ApiKeyKey.Of(hash));
        if (state.RecordExists && !isDryRun && storage is not null)
        {
            await GuardAsync(storage.ClearStateAsync(ApiKey.State, GrainId.Create(ApiKey.Grain, ApiKeyKey.Of(hash)), state));
        }
    }

    private async Task<GrainState<T>> ReadAsync<T>((string Grain, string State) names, string key)
        where T : class, new()
    {
        var state = new GrainState<T>(new T());
        if (storage is not null)
        {
            await storage.ReadStateAsync(names.State, GrainId.Create(names.Grain, key), state);
        }

        state.State ??= new T();
        return state;
    }

    private Task WriteAsync<T>((string Grain, string State) names, string key, GrainState<T> state)
        where T : class, new() => isDryRun || storage is null
        ? Task.CompletedTask
        : GuardAsync(storage.WriteStateAsync(names.State, GrainId.Create(names.Grain, key), state));

    private static async Task GuardAsync(Task write)
    {
        try
        {
            await write;
        }
        catch (InconsistentStateException exception)
        {
            throw new StorageException("The database was written to during the import: stop its processes and run the import again.", exception);
        }
    }
}
