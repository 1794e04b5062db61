namespace Fabric.Grains.Cluster;

/// <summary>
/// What is stored of one life of a silo. The silo itself writes it while it lives; whoever declares it lost writes it last, and with
/// the ETag it read, so that the record shows by which membership the silo may have counted a majority.
/// </summary>
public sealed class SiloRecord
{
    /// <summary>The version of the stored record's form.</summary>
    public const int FormatVersion = 1;

    /// <summary>Counts the silo's own renewals.</summary>
    public long Beat { get; set; }

    /// <summary>The silos by which it counts a majority.</summary>
    public string[] Members { get; set; } = [];

    /// <summary>Whether it has been declared lost, or has ended in order.</summary>
    public bool IsGone { get; set; }

    /// <summary>Whether it has ended in order: it acts no more.</summary>
    public bool HasLeft { get; set; }
}
