using Fabric.Abstractions.ApiKeys;
using Fabric.Grains.State;
using Fabric.Protocol;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;

namespace Fabric.Grains.ApiKeys;

/// <summary>Owns a user's API key. The write of its record is the moment from which the new key counts and the old one does not.</summary>
[HashBasedPlacement]
public sealed partial class KeyOwnerGrain(
    [PersistentState("key-owner", GrainStores.Default)] IPersistentState<KeyOwnerState> stored,
    IRandomSource random,
    ILogger<KeyOwnerGrain> logger) : Grain, IKeyOwnerGrain
{
    private const string Prefix = "lnyd_";
    private const int KeyBytes = 16;

    private readonly ILogger _logger = logger;

    /// <inheritdoc />
    public async Task<string> RotateAsync()
    {
        var key = NewKey();
        await AdoptAsync(ApiKeyHash.Of(key));
        return key;
    }

    /// <inheritdoc />
    public async Task AdoptAsync(ApiKeyHash hash)
    {
        if (stored.State.Hash == hash.Value)
        {
            return;
        }

        var old = stored.State.Hash;
        await Key(hash).AssignAsync(KeyOwnerKey.Parse(this.GetPrimaryKeyString()));
        await StoreAsync(hash.Value, old);
        if (old is not null)
        {
            await ForgetAsync(new ApiKeyHash(old));
        }
    }

    /// <inheritdoc />
    public Task<bool> HasAsync(ApiKeyHash hash) => Task.FromResult(stored.State.Hash == hash.Value);

    /// <summary>Where the new key could not be stored the old one counts on.</summary>
    private async Task StoreAsync(string hash, string? old)
    {
        stored.State.Hash = hash;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State.Hash = old;
            throw;
        }
    }

    private string NewKey()
    {
        Span<byte> bytes = stackalloc byte[KeyBytes];
        random.Fill(bytes);
        return Prefix + Convert.ToHexStringLower(bytes);
    }

    /// <summary>The old key counts no more whatever becomes of this: its record is rubbish.</summary>
    private async Task ForgetAsync(ApiKeyHash hash)
    {
        try
        {
            await Key(hash).RevokeAsync();
        }
#pragma warning disable CA1031 // Reported: what is left behind is a record that nobody reads.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotForgotten(exception);
        }
    }

    private IApiKeyGrain Key(ApiKeyHash hash) => GrainFactory.GetGrain<IApiKeyGrain>(ApiKeyKey.Of(hash));

    [LoggerMessage(3030, LogLevel.Warning, "The record of an API key that was replaced could not be deleted; the key does not count any more")]
    private partial void LogNotForgotten(Exception exception);
}
