using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Abstractions.ApiKeys;

/// <summary>Owns whose an API key is.</summary>
[Alias("fabric.IApiKeyGrain")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>Whose the key is; null for one that is nobody's, or nobody's any more.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task<UserId?> FindOwnerAsync();

    /// <summary>Gives the key to a user, durably. It counts once the user's <see cref="IKeyOwnerGrain" /> says so too.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task AssignAsync(UserId owner);

    /// <summary>The key is nobody's any more.</summary>
    [ResponseTimeout(CallTimeouts.Repeatable)]
    Task RevokeAsync();
}
