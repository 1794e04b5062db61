using Fabric.Storage.Tests.Support;
using Orleans.Runtime;

namespace Fabric.Storage.Tests.Postgres.Membership;

public sealed class PostgresGatewayListTests(PostgresFixture postgres)
{
    private readonly PostgresTestDatabase _database = postgres.NewDatabase();

    [Fact]
    public async Task Lists_active_silos_that_have_a_port_for_clients()
    {
        await using var cluster = await TestCluster.JoinAsync(_database);
        await using var other = await TestCluster.JoinAsync(_database, "other");
        var without = TestCluster.NewEntry(3, SiloStatus.Active);
        without.ProxyPort = 0;
        await cluster.AddAsync(TestCluster.NewEntry(1, SiloStatus.Active, generation: 42));
        await cluster.AddAsync(TestCluster.NewEntry(2, SiloStatus.Active, address: "2001:db8::1"));
        await cluster.AddAsync(without);
        await cluster.AddAsync(TestCluster.NewEntry(4, SiloStatus.Joining));
        await cluster.AddAsync(TestCluster.NewEntry(5, SiloStatus.Dead));
        await other.AddAsync(TestCluster.NewEntry(6, SiloStatus.Active));

        var gateways = await cluster.Gateways.GetGateways();

        gateways.Select(static gateway => gateway.ToString()).ShouldBe(["gwy.tcp://10.0.0.1:1001/42", "gwy.tcp://[2001:db8::1]:1002/7"]);
    }

    [Fact]
    public async Task A_client_may_come_before_the_first_silo()
    {
        await using var cluster = new TestCluster(_database.Connect(), "one");

        await cluster.Gateways.InitializeGatewayListProvider();

        (await cluster.Gateways.GetGateways()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_changes_and_is_read_as_often_as_the_gateway_options_say()
    {
        await using var cluster = await TestCluster.JoinAsync(_database);

        cluster.Gateways.IsUpdatable.ShouldBeTrue();
        cluster.Gateways.MaxStaleness.ShouldBe(TimeSpan.FromSeconds(3));
    }
}
