using Orleans;

namespace Fabric.Engine.Silo.Grains;

[Alias("engine-tests.IReentrantTurnsGrain")]
public interface IReentrantTurnsGrain : ITurnsGrain;
