using Orleans;

namespace Fabric.Engine.Tests.Grains;

[Alias("engine-tests.IReentrantTurnsGrain")]
public interface IReentrantTurnsGrain : ITurnsGrain;
