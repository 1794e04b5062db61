namespace Fabric.Grains.Cluster;

/// <summary>What an activation does next about its entity.</summary>
internal enum ClaimStep
{
    /// <summary>Write the record with the next epoch and this silo as its owner. Until that is answered, have no effect outside.</summary>
    Raise,

    /// <summary>Another silo owns the entity and may still act: have no effect, ask again later.</summary>
    Wait,

    /// <summary>It is not known what the store holds: read the record before anything else is written.</summary>
    Read,

    /// <summary>Act, as long as the silo's lease holds. What could not be written is written later, in order.</summary>
    Act,

    /// <summary>Somebody else owns the entity now: fall silent and deactivate.</summary>
    LetGo,
}
