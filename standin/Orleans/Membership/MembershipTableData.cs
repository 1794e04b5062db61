using Orleans.Runtime;

namespace Orleans;

/// <summary>Rows of the membership table, each with its tag, and the table's version.</summary>
public sealed class MembershipTableData
{
    /// <summary>Several rows.</summary>
    public MembershipTableData(List<Tuple<MembershipEntry, string>> list, TableVersion version)
    {
        Members = list;
        Version = version;
    }

    /// <summary>One row.</summary>
    public MembershipTableData(Tuple<MembershipEntry, string> tuple, TableVersion version)
        : this([tuple], version)
    {
    }

    /// <summary>No row.</summary>
    public MembershipTableData(TableVersion version)
        : this([], version)
    {
    }

    /// <summary>The rows.</summary>
    public IReadOnlyList<Tuple<MembershipEntry, string>> Members { get; }

    /// <summary>The table's version.</summary>
    public TableVersion Version { get; }

    /// <summary>A silo's row; null if there is none.</summary>
    public Tuple<MembershipEntry, string>? TryGet(SiloAddress silo) => Members.FirstOrDefault(row => row.Item1.SiloAddress.Equals(silo));
}
