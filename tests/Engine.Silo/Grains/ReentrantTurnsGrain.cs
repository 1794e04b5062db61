using Orleans.Concurrency;
using Orleans.Placement;

namespace Fabric.Engine.Silo.Grains;

[Reentrant]
[RandomPlacement]
public sealed class ReentrantTurnsGrain : TurnsGrainBase, IReentrantTurnsGrain;
