using Orleans;
using Orleans.Placement;

namespace Fabric.Bench.Engine;

/// <summary>See <see cref="IIdleGrain" />.</summary>
[RandomPlacement]
public sealed class IdleGrain : Grain, IIdleGrain
{
    /// <inheritdoc />
    public Task<int> EchoAsync(int number) => Task.FromResult(number);
}
