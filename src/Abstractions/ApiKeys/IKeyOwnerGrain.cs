using Orleans;
using Orleans.Concurrency;

namespace Fabric.Abstractions.ApiKeys;

/// <summary>Owns which API key a user has: one at most, so that a new one ends the last.</summary>
[Alias("fabric.IKeyOwnerGrain")]
public interface IKeyOwnerGrain : IGrainWithStringKey
{
    /// <summary>Makes a new key and ends the old one at once. The answer is the only time that anybody sees the key.</summary>
    Task<string> RotateAsync();

    /// <summary>Gives the user a key that was made elsewhere, of which the hash is known.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task AdoptAsync(ApiKeyHash hash);

    /// <summary>Whether a key is the user's. Answered while another key is made: that one's grain may be asked at the same time.</summary>
    [AlwaysInterleave, ResponseTimeout(CallTimeouts.Repeatable)]
    Task<bool> HasAsync(ApiKeyHash hash);
}
