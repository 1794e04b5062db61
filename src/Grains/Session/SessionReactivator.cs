using Fabric.Abstractions.Sessions;
using Fabric.Grains.Cluster;
using Orleans;

namespace Fabric.Grains.Session;

/// <summary>Has sessions live again: those of lost gateways wait for their clients.</summary>
internal sealed class SessionReactivator(IGrainFactory grains) : IReactivator
{
    /// <inheritdoc />
    public string Kind => SessionKey.Kind;

    /// <inheritdoc />
    public Task ReactivateAsync(string key) => grains.GetGrain<ISessionGrain>(SessionKey.Of(SessionKey.Parse(key))).ReviveAsync();
}
