using Fabric.Protocol.Lavalink;
using Orleans;

namespace Fabric.Abstractions.Tracks;

/// <summary>Finds out what identifiers mean, in a silo that has the role <c>voice</c>. Owns nothing; any such silo has one.</summary>
[Alias("fabric.ITrackLoaderGrain")]
public interface ITrackLoaderGrain : IGrainWithStringKey
{
    /// <summary>Looks an identifier up. Whatever fails is part of the result; sources have limits of their own.</summary>
    [ResponseTimeout("00:01:00")]
    Task<LoadResult> LoadAsync(string identifier);

    /// <summary>How the silo chooses the addresses that loads go out from; null where it does not.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<RoutesAnswer?> GetRoutesAsync();

    /// <summary>Has the silo use an address again. False where it chooses none.</summary>
    /// <param name="address">An IP address.</param>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<bool> FreeAddressAsync(string address);

    /// <summary>Has the silo use all its addresses again. False where it chooses none.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<bool> FreeAllAddressesAsync();
}
