using Fabric.Storage.Postgres;
using Fabric.Storage.Postgres.Membership;
using Fabric.Storage.Tests.Support;
using Fabric.Testing;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Fabric.Storage.Tests.Postgres.Membership;

/// <summary>One database is of one cluster at a time.</summary>
public sealed class PostgresClusterCheckTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(29);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(31);

    private readonly PostgresTestDatabase _database = postgres.NewDatabase();
    private readonly ManualTimeProvider _time = new();
    private PostgresDatabase _connected = null!;

    public async ValueTask InitializeAsync()
    {
        _connected = _database.Connect();
        await _connected.StartAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _connected.DisposeAsync();

    [Fact]
    public async Task Of_silos_of_many_clusters_that_start_at_once_those_of_one_pass()
    {
        string[] clusters = [.. Enumerable.Range(0, 20).Select(static number => $"cluster-{number / 2}")];

        var passed = await Task.WhenAll(clusters.Select(cluster => Task.Run(() => PassesAsync(cluster))));

        clusters.Zip(passed).Where(static silo => silo.Second).Select(static silo => silo.First).Distinct().ShouldHaveSingleItem();
        passed.Count(static passes => passes).ShouldBe(2, "both silos of that cluster");
    }

    [Fact]
    public async Task The_line_names_the_setting_the_other_cluster_and_the_database()
    {
        await StartAsync("one");

        var refusal = await Should.ThrowAsync<StorageException>(() => StartAsync("two"));

        refusal.Message.ShouldStartWith("Cluster:Id is 'two', and silos of cluster 'one' start in the database of Storage:ConnectionString '");
        refusal.Message.ShouldEndWith("': set Cluster:Id to 'one' to join them, or use another database. (Silos that were killed count as alive for 30 s.)");
    }

    [Fact]
    public async Task A_claim_whose_silo_never_came_lapses()
    {
        await StartAsync("one");

        _time.Advance(Soon);
        (await PassesAsync("two")).ShouldBeFalse();
        _time.Advance(Late - Soon);

        (await PassesAsync("two")).ShouldBeTrue();
        (await PassesAsync("one")).ShouldBeFalse("it is the other's now");
    }

    [Fact]
    public async Task A_claim_is_over_when_its_silo_was_in_the_cluster_and_has_left()
    {
        await StartAsync("one");
        await EnterAsync("one", SiloStatus.Dead);

        (await PassesAsync("two")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(SiloStatus.Joining)]
    [InlineData(SiloStatus.Active)]
    [InlineData(SiloStatus.ShuttingDown)]
    public async Task A_silo_in_the_table_holds_the_database_until_its_last_sign_of_life_is_old(SiloStatus status)
    {
        await StartAsync("one");
        await EnterAsync("one", status);

        _time.Advance(Soon);
        (await Should.ThrowAsync<StorageException>(() => StartAsync("two"))).Message.ShouldContain("silos of cluster 'one' are alive in");
        _time.Advance(Late - Soon);

        (await PassesAsync("two")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_gateway_claims_nothing_and_is_refused_what_is_anothers()
    {
        await CheckAsync("two", claims: false);
        await StartAsync("one");

        await Should.ThrowAsync<StorageException>(() => CheckAsync("two", claims: false));
        await CheckAsync("one", claims: false);
    }

    [Fact]
    public async Task A_silo_is_found_at_its_address_while_it_is_alive()
    {
        await EnterAsync("one", SiloStatus.Active);
        var silos = new PostgresSilos(_connected, OptionsOf("one"), _time);
        var silo = TestCluster.NewEntry(1).SiloAddress.Endpoint;

        (await silos.FindMachineAtAsync(silo, CancellationToken.None)).ShouldBe("host");
        (await silos.FindMachineAtAsync(new(silo.Address, 2), CancellationToken.None)).ShouldBeNull();
        (await new PostgresSilos(_connected, OptionsOf("two"), _time).FindMachineAtAsync(silo, CancellationToken.None)).ShouldBeNull();
        _time.Advance(Late);
        (await silos.FindMachineAtAsync(silo, CancellationToken.None)).ShouldBeNull();
    }

    private static IOptions<ClusterOptions> OptionsOf(string cluster) => Options.Create(new ClusterOptions { ClusterId = cluster });

    private Task StartAsync(string cluster) => CheckAsync(cluster, claims: true);

    private Task CheckAsync(string cluster, bool claims) =>
        new PostgresClusterCheck(_connected, OptionsOf(cluster), _time, claims).CheckAsync(TestContext.Current.CancellationToken);

    private async Task<bool> PassesAsync(string cluster)
    {
        try
        {
            await StartAsync(cluster);
            return true;
        }
        catch (StorageException)
        {
            return false;
        }
    }

    private async Task EnterAsync(string clusterId, SiloStatus status)
    {
        await using var cluster = await TestCluster.JoinAsync(_database, clusterId);
        var entry = TestCluster.NewEntry(1, status);
        entry.StartTime = entry.IAmAliveTime = _time.GetUtcNow().UtcDateTime;
        await cluster.AddAsync(entry);
    }
}
