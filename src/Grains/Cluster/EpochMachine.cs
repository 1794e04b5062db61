using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Cluster;

/// <summary>
/// One activation's claim to its entity. The owner is who holds the highest epoch in storage; the epoch is raised by compare-and-set
/// before any effect outside, and never over an owner that may still act. A write that was lost tells nothing by itself (it may have
/// been this activation's own, whose answer was lost), so the record is read again and its epoch decides.
/// </summary>
internal sealed class EpochMachine(SiloId self)
{
    private bool _isRaising;

    /// <summary>The epoch that this activation holds, or tries to.</summary>
    public long Epoch { get; private set; }

    /// <summary>Whether the entity is this activation's. It acts only while the silo's lease holds, too.</summary>
    public bool IsOwner { get; private set; }

    /// <summary>Whether it was this activation's and is somebody else's: it never acts again.</summary>
    public bool HasLost { get; private set; }

    /// <summary>The record was read: its epoch, its owner, and whether that owner can act no more.</summary>
    public ClaimStep OnRead(long epoch, SiloId? owner, bool ownerIsCleared)
    {
        if (HasLost)
        {
            return ClaimStep.LetGo;
        }

        if (IsOwner || _isRaising)
        {
            var isMine = epoch == Epoch && owner == self;
            if (IsOwner && !isMine)
            {
                return LetGo();
            }

            if (isMine)
            {
                return Own();
            }
        }

        _isRaising = owner is null || owner == self || ownerIsCleared;
        if (!_isRaising)
        {
            return ClaimStep.Wait;
        }

        Epoch = epoch + 1;
        return ClaimStep.Raise;
    }

    /// <summary>The record was written with this activation's epoch.</summary>
    public ClaimStep OnWritten() => HasLost ? ClaimStep.LetGo : Own();

    /// <summary>A write was refused: the record is not what it was read as.</summary>
    public ClaimStep OnConflict() => HasLost ? ClaimStep.LetGo : ClaimStep.Read;

    /// <summary>
    /// The store did not answer. An owner keeps acting, for nobody can raise the epoch while the store is away; before the next write it
    /// reads. Who is not the owner yet does nothing but ask again.
    /// </summary>
    public ClaimStep OnStoreAway() => (HasLost, IsOwner) switch
    {
        (true, _) => ClaimStep.LetGo,
        (_, true) => ClaimStep.Act,
        _ => ClaimStep.Read,
    };

    private ClaimStep Own()
    {
        (_isRaising, IsOwner) = (false, true);
        return ClaimStep.Act;
    }

    private ClaimStep LetGo()
    {
        (IsOwner, HasLost) = (false, true);
        return ClaimStep.LetGo;
    }
}
