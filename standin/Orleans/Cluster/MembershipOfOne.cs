namespace Orleans.Runtime.Cluster;

/// <summary>The membership table of a silo that has no other: it stays alone.</summary>
internal sealed class MembershipOfOne : IMembershipTable
{
    private readonly Lock _lock = new();
    private MembershipEntry? _entry;
    private int _version;

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    public Task DeleteMembershipTableEntries(string clusterId) => Task.CompletedTask;

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Task.CompletedTask;

    public Task<MembershipTableData> ReadRow(SiloAddress key) => ReadAll();

    public Task<MembershipTableData> ReadAll()
    {
        lock (_lock)
        {
            var version = new TableVersion(_version, Tag);
            return Task.FromResult(_entry is null ? new MembershipTableData(version) : new MembershipTableData(Tuple.Create(_entry, Tag), version));
        }
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => WriteAsync(entry, _entry is null, tableVersion);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => WriteAsync(entry, etag == Tag, tableVersion);

    public Task UpdateIAmAlive(MembershipEntry entry) => Task.CompletedTask;

    private string Tag => _version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Task<bool> WriteAsync(MembershipEntry entry, bool isCurrent, TableVersion next)
    {
        lock (_lock)
        {
            var isNext = isCurrent && next.Version == _version + 1;
            if (isNext)
            {
                (_entry, _version) = (entry, next.Version);
            }

            return Task.FromResult(isNext);
        }
    }
}
