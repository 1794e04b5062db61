using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>What a survivor does about a silo that seems lost.</summary>
internal abstract record SurvivorEffect(SiloId Silo)
{
    /// <summary>Read its record.</summary>
    public sealed record ReadRecord(SiloId Silo) : SurvivorEffect(Silo);

    /// <summary>Read its record and write it as gone, with the ETag that was read.</summary>
    public sealed record MarkGone(SiloId Silo) : SurvivorEffect(Silo);

    /// <summary>Ask another silo (or this one) to answer its probes no more.</summary>
    public sealed record AskToRefuse(SiloId Silo, SiloId Peer) : SurvivorEffect(Silo);

    /// <summary>Look whether its process has ended: whether its port refuses.</summary>
    public sealed record LookForProcess(SiloId Silo) : SurvivorEffect(Silo);
}
