using Orleans.StandIn;

namespace Orleans.Runtime;

/// <summary>How references to a grain interface are made: of which grain type, by which proxy.</summary>
internal sealed record GrainInterface(GrainType GrainType, Func<GrainProxy> CreateProxy);
