using System.Net;
using Fabric.Storage.Postgres;
using Fabric.Storage.Postgres.Membership;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Fabric.Storage.Tests.Support;

/// <summary>A cluster's membership table, as one process has it.</summary>
internal sealed class TestCluster(PostgresDatabase database, string clusterId) : IAsyncDisposable
{
    private readonly IOptions<ClusterOptions> _options = Options.Create(new ClusterOptions { ClusterId = clusterId });

    /// <summary>When all that tests write happened, unless they say otherwise.</summary>
    public static DateTime Noon { get; } = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc);

    public PostgresMembershipTable Table => field ??= new PostgresMembershipTable(database, _options);

    public PostgresGatewayList Gateways => field ??= new PostgresGatewayList(
        database, _options, Options.Create(new GatewayOptions { GatewayListRefreshPeriod = TimeSpan.FromSeconds(3) }));

    public static async Task<TestCluster> JoinAsync(PostgresTestDatabase database, string clusterId = "one")
    {
        var cluster = new TestCluster(database.Connect(), clusterId);
        await cluster.Table.InitializeMembershipTable(true);
        return cluster;
    }

    public static MembershipEntry NewEntry(int port, SiloStatus status = SiloStatus.Joining, string address = "10.0.0.1", int generation = 7) => new()
    {
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Parse(address), port), generation),
        Status = status,
        ProxyPort = port + 1000,
        HostName = "host",
        SiloName = $"silo-{port}",
        RoleName = "role",
        UpdateZone = 3,
        FaultZone = 4,
        StartTime = Noon,
        IAmAliveTime = Noon,
    };

    /// <summary>Inserts over the version that the table has now.</summary>
    public async Task AddAsync(MembershipEntry entry) =>
        (await Table.InsertRow(entry, (await Table.ReadAll()).Version.Next())).ShouldBeTrue();

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
