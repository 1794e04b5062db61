using Fabric.Abstractions.Players;
using Fabric.Grains.Cluster;
using Orleans;

namespace Fabric.Grains.Player;

/// <summary>Has players live again: each plays on where it would be now.</summary>
internal sealed class PlayerReactivator(IGrainFactory grains) : IReactivator
{
    /// <inheritdoc />
    public string Kind => PlayerKey.Kind;

    /// <inheritdoc />
    public Task ReactivateAsync(string key) => grains.GetGrain<IPlayerGrain>(PlayerKey.Of(PlayerKey.Parse(key))).ReviveAsync();
}
