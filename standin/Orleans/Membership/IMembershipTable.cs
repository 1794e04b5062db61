using Orleans.Runtime;

namespace Orleans;

/// <summary>The table by which silos agree on who is in the cluster. Every change carries the table's next version.</summary>
public interface IMembershipTable
{
    /// <summary>Called once; creates what is missing when asked to.</summary>
    Task InitializeMembershipTable(bool tryInitTableVersion);

    /// <summary>Deletes every row of a cluster.</summary>
    Task DeleteMembershipTableEntries(string clusterId);

    /// <summary>Deletes rows of silos that are dead since before a date.</summary>
    Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate);

    /// <summary>One silo's row, if there is one, and the table's version.</summary>
    Task<MembershipTableData> ReadRow(SiloAddress key);

    /// <summary>Every row and the table's version.</summary>
    Task<MembershipTableData> ReadAll();

    /// <summary>Adds a row; false if the silo has one or the version is not the next.</summary>
    Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion);

    /// <summary>Changes a row; false if its tag or the version is not as read.</summary>
    Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion);

    /// <summary>Writes a silo's sign of life, whatever the version.</summary>
    Task UpdateIAmAlive(MembershipEntry entry);
}
