using Orleans.Placement;

namespace Fabric.Engine.Silo.Grains;

[RandomPlacement]
public sealed class TurnsGrain : TurnsGrainBase;
