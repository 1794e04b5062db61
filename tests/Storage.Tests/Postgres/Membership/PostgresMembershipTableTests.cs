using Fabric.Storage.Tests.Support;
using Orleans;
using Orleans.Runtime;

namespace Fabric.Storage.Tests.Postgres.Membership;

/// <summary>The contract between the engine's membership protocol and its table.</summary>
public sealed class PostgresMembershipTableTests(PostgresFixture postgres)
{
    private readonly PostgresTestDatabase _database = postgres.NewDatabase();

    [Fact]
    public async Task A_new_table_is_empty_and_has_version_zero_and_a_tag()
    {
        await using var cluster = await TestCluster.JoinAsync(_database);

        var data = await cluster.Table.ReadAll();

        data.Members.ShouldBeEmpty();
        data.Version.Version.ShouldBe(0);
        data.Version.VersionEtag.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Initializing_again_leaves_the_version_and_the_rows()
    {
        await using var cluster = await TestCluster.JoinAsync(_database);
        await cluster.AddAsync(TestCluster.NewEntry(1));
        var before = (await cluster.Table.ReadAll()).Version;

        await cluster.Table.InitializeMembershipTable(true);

        (await cluster.Table.ReadAll()).Version.ShouldBe(before);
    }

    [Fact]
    public async Task A_row_comes_back_as_it_was_written()
    {
        await using var cluster = await TestCluster.JoinAsync(_database);
        var entry = TestCluster.NewEntry(1, SiloStatus.Active, address: "2001:db8::1");
        entry.SuspectTimes =
        [
            Tuple.Create(TestCluster.NewEntry(2).SiloAddress, TestCluster.Noon.AddSeconds(1)),
            Tuple.Create(TestCluster.NewEntry(3, address: "::1").SiloAddress, TestCluster.Noon.AddMilliseconds(1500)),
        ];
        await cluster.AddAsync(entry);

        var read = (await cluster.Table.ReadRow(entry.SiloAddress)).TryGet(entry.SiloAddress)!.Item1;

        read.SiloAddress.ShouldBe(entry.SiloAddress);
        read.Status.ShouldBe(SiloStatus.Active);
        (read.ProxyPort, read.HostName, read.SiloName, read.RoleName).ShouldBe((1001, "host", "silo-1", "role"));
        (read.UpdateZone, read.FaultZone, read.StartTime, read.IAmAliveTime).ShouldBe((3, 4, TestCluster.Noon, TestCluster.Noon));
        (read.StartTime.Kind, read.IAmAliveTime.Kind).ShouldBe((DateTimeKind.Utc, DateTimeKind.Utc));
        read.SuspectTimes.ShouldBe(entry.SuspectTimes);
    }

    [Fact]
    public async Task An_insert_raises_the_version_by_one_and_gives_it_a_new_tag()
    {
        await using var cluster = await TestCluster.JoinAsync(_database);
        var before = (await cluster.Table.ReadAll()).Version;

        (await cluster.Table.InsertRow(TestCluster.NewEntry(1), before.Next())).ShouldBeTrue();

        var after = await cluster.Table.ReadAll();
        after.Members.Count.ShouldBe(1);
        after.Version.Version.ShouldBe(before.Version + 1);
        after.Version.VersionEtag.ShouldNotBe(before.VersionEtag);
    }

    [Fact]
    public async Task An_insert_over_an_old_version_is_refused_and_leaves_the_table()
    {
        await using var cluster = await TestCluster.JoinAsync(_database);
        var old = (await cluster.Table.ReadAll()).Version;
        await cluster.AddAsync(TestCluster.NewEntry(1));
        var current = (await cluster.Table.ReadAll()).Version;

        (await cluster.Table.InsertRow(TestCluster.NewEntry(2), old.Next())).ShouldBeFalse();
        (await cluster.Table.InsertRow(TestCluster.NewEntry(2), new TableVersion(current.Version + 1, old.VersionEtag))).ShouldBeFalse();
        (await cluster.Table.InsertRow(TestCluster.NewEntry(2), new TableVersion(current.Version + 2, current.VersionEtag))).ShouldBeFalse();
        (await cluster.Table.InsertRow(TestCluster.NewEntry(2), new TableVersion(current.Version + 1, "nonsense"))).ShouldBeFalse();

        var data = await cluster.Table.ReadAll();
        data.Version.ShouldBe(current);
        data.Members.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_insert_of_a_silo_that_has_a_row_is_refused_and_leaves_the_version()
    {
        await using var cluster = await TestCluster.JoinAsync(_database);
        await cluster.AddAsync(TestCluster.NewEntry(1));
        var before = await cluster.Table.ReadAll();

        (await cluster.Table.InsertRow(TestCluster.NewEntry(1, SiloStatus.Dead), before.Version.Next())).ShouldBeFalse();

        var after = await cluster.Table.ReadAll();
        after.Version.ShouldBe(before.Version);
        after.Members.Single().Item1.Status.ShouldBe(SiloStatus.Joining);
    }

    [Fact]
    public async Task A_silo_started_anew_on_the_same_port_has_a_row_of_its_own()
    {
        await using var cluster = await TestCluster.JoinAsync(_database);
        await cluster.AddAsync(TestCluster.NewEntry(1, SiloStatus.Dead, generation: 7));
        var reborn = TestCluster.NewEntry(1, SiloStatus.Active, generation: 8);

        await cluster.AddAsync(reborn);

        (await cluster.Table.ReadAll()).Members.Count.ShouldBe(2);
        (await cluster.Table.ReadRow(reborn.SiloAddress)).Members.Single().Item1.Status.ShouldBe(SiloStatus.Active);
    }

    [Fact]
    public async Task An_update_changes_the_row_its_tag_and_the_version()
    {
        await using var cluster = await TestCluster.JoinAsync(_database);
        var entry = TestCluster.NewEntry(1);
        await cluster.AddAsync(entry);
        var before = await cluster.Table.ReadRow(entry.SiloAddress);
        entry.Status = SiloStatus.Active;
        entry.AddSuspector(TestCluster.NewEntry(2).SiloAddress, TestCluster.Noon.AddSeconds(1));

        (await cluster.Table.UpdateRow(entry, before.Members.Single().Item2, before.Version.Next())).ShouldBeTrue();

        var after = await cluster.Table.ReadRow(entry.SiloAddress);
        after.Members.Single().Item1.Status.ShouldBe(SiloStatus.Active);
        after.Members.Single().Item1.SuspectTimes.ShouldBe(entry.SuspectTimes);
        after.Members.Single().Item2.ShouldNotBe(before.Members.Single().Item2);
        after.Version.Version.ShouldBe(before.Version.Version + 1);
        after.Version.VersionEtag.ShouldNotBe(before.Version.VersionEtag);
    }

    [Fact]
    public async Task An_update_with_a_stale_tag_of_the_row_or_of_the_version_is_refused_and_leaves_both()
    {
        await using var cluster = await TestCluster.JoinAsync(_database);
        var entry = TestCluster.NewEntry(1);
        await cluster.AddAsync(entry);
        var old = await cluster.Table.ReadRow(entry.SiloAddress);
        entry.Status = SiloStatus.Active;
        (await cluster.Table.UpdateRow(entry, old.Members.Single().Item2, old.Version.Next())).ShouldBeTrue();
        var current = await cluster.Table.ReadRow(entry.SiloAddress);
        entry.Status = SiloStatus.Dead;

        (await cluster.Table.UpdateRow(entry, old.Members.Single().Item2, current.Version.Next())).ShouldBeFalse();
        (await cluster.Table.UpdateRow(entry, current.Members.Single().Item2, old.Version.Next())).ShouldBeFalse();
        (await cluster.Table.UpdateRow(TestCluster.NewEntry(2), current.Members.Single().Item2, current.Version.Next())).ShouldBeFalse();

        var after = await cluster.Table.ReadRow(entry.SiloAddress);
        after.Version.ShouldBe(current.Version);
        after.Members.Single().Item2.ShouldBe(current.Members.Single().Item2);
        after.Members.Single().Item1.Status.ShouldBe(SiloStatus.Active);
    }

    [Fact]
    public async Task Reading_a_silo_without_row_yields_the_version_alone()
    {
        await using var cluster = await TestCluster.JoinAsync(_database);
        await cluster.AddAsync(TestCluster.NewEntry(1));

        var data = await cluster.Table.ReadRow(TestCluster.NewEntry(2).SiloAddress);

        data.Members.ShouldBeEmpty();
        data.Version.ShouldBe((await cluster.Table.ReadAll()).Version);
    }

    [Fact]
    public async Task A_sign_of_life_changes_neither_tags_nor_version_and_makes_no_vote_fail()
    {
        await using var cluster = await TestCluster.JoinAsync(_database);
        var entry = TestCluster.NewEntry(1, SiloStatus.Active);
        await cluster.AddAsync(entry);
        var before = await cluster.Table.ReadRow(entry.SiloAddress);

        await cluster.Table.UpdateIAmAlive(new MembershipEntry { SiloAddress = entry.SiloAddress, IAmAliveTime = TestCluster.Noon.AddMinutes(1) });

        var after = await cluster.Table.ReadRow(entry.SiloAddress);
        after.Version.ShouldBe(before.Version);
        after.Members.Single().Item2.ShouldBe(before.Members.Single().Item2);
        after.Members.Single().Item1.IAmAliveTime.ShouldBe(TestCluster.Noon.AddMinutes(1));
        after.Members.Single().Item1.SiloName.ShouldBe("silo-1");

        // The voter has read the row before the sign of life, which stays all the same.
        (await cluster.Table.UpdateRow(entry, before.Members.Single().Item2, before.Version.Next())).ShouldBeTrue();
        (await cluster.Table.ReadRow(entry.SiloAddress)).Members.Single().Item1.IAmAliveTime.ShouldBe(TestCluster.Noon.AddMinutes(1));
    }

    [Fact]
    public async Task Cleaning_up_deletes_silos_that_were_dead_before_the_date_and_no_others()
    {
        await using var cluster = await TestCluster.JoinAsync(_database);
        foreach (var status in Enum.GetValues<SiloStatus>().Where(static status => status != SiloStatus.None))
        {
            await cluster.AddAsync(TestCluster.NewEntry((int)status, status));
        }

        var late = TestCluster.NewEntry(11, SiloStatus.Dead);
        late.IAmAliveTime = TestCluster.Noon.AddHours(2);
        var voted = TestCluster.NewEntry(12, SiloStatus.Dead);
        voted.SuspectTimes = [Tuple.Create(late.SiloAddress, TestCluster.Noon.AddHours(2))];
        await cluster.AddAsync(late);
        await cluster.AddAsync(voted);
        var before = await cluster.Table.ReadAll();

        await cluster.Table.CleanupDefunctSiloEntries(new DateTimeOffset(TestCluster.Noon.AddHours(1)));

        var after = await cluster.Table.ReadAll();
        after.Version.ShouldBe(before.Version);
        after.Members.Select(static row => row.Item1.SiloAddress.Endpoint.Port).Order().ShouldBe([1, 2, 3, 4, 5, 11, 12]);
    }

    [Fact]
    public async Task Clusters_in_one_database_do_not_see_each_other()
    {
        await using var one = await TestCluster.JoinAsync(_database, "one");
        await using var two = await TestCluster.JoinAsync(_database, "two");
        await one.AddAsync(TestCluster.NewEntry(1, SiloStatus.Dead));
        await two.AddAsync(TestCluster.NewEntry(1, SiloStatus.Active));
        await two.AddAsync(TestCluster.NewEntry(2, SiloStatus.Dead));

        await one.Table.CleanupDefunctSiloEntries(DateTimeOffset.MaxValue);
        await two.Table.UpdateIAmAlive(TestCluster.NewEntry(1));
        await two.Table.DeleteMembershipTableEntries("one");

        (await one.Table.ReadAll()).Members.ShouldBeEmpty();
        (await two.Table.ReadAll()).Members.Count.ShouldBe(2);
        (await two.Table.ReadAll()).Version.Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_deleted_table_begins_anew_and_no_tag_from_before_is_valid()
    {
        await using var cluster = await TestCluster.JoinAsync(_database);
        await cluster.AddAsync(TestCluster.NewEntry(1));
        await cluster.Table.DeleteMembershipTableEntries("one");
        await cluster.Table.InitializeMembershipTable(true);
        var seen = new HashSet<string>(StringComparer.Ordinal) { (await cluster.Table.ReadAll()).Version.VersionEtag };

        await cluster.AddAsync(TestCluster.NewEntry(1));

        var data = await cluster.Table.ReadAll();
        data.Version.Version.ShouldBe(1);
        seen.Add(data.Version.VersionEtag).ShouldBeTrue();
        seen.Add(data.Members.Single().Item2).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_that_update_over_the_same_version_exactly_one_wins_in_every_round()
    {
        const int Rounds = 200;
        await using var one = await TestCluster.JoinAsync(_database);
        await using var two = await TestCluster.JoinAsync(_database);
        TestCluster[] racers = [one, two];
        MembershipEntry[] silos = [TestCluster.NewEntry(1), TestCluster.NewEntry(2)];
        await one.AddAsync(silos[0]);
        await one.AddAsync(silos[1]);

        for (var round = 0; round < Rounds; round++)
        {
            var data = await one.Table.ReadAll();
            using var start = new Barrier(racers.Length);

            // In even rounds both want the same row, in odd ones different rows over the same version.
            var outcomes = await Task.WhenAll(racers.Select((racer, i) => Task.Run(() =>
            {
                var entry = TestCluster.NewEntry(silos[i * (round % 2)].SiloAddress.Endpoint.Port);
                (entry.UpdateZone, entry.FaultZone) = (round, i);
                start.SignalAndWait();
                return racer.Table.UpdateRow(entry, data.TryGet(entry.SiloAddress)!.Item2, data.Version.Next());
            })));

            outcomes.Count(static won => won).ShouldBe(1, $"round {round}");
            var after = await two.Table.ReadAll();
            after.Version.Version.ShouldBe(data.Version.Version + 1);
            var changed = after.Members.Single(row => row.Item1.UpdateZone == round && row.Item2 != data.TryGet(row.Item1.SiloAddress)!.Item2);
            changed.Item1.FaultZone.ShouldBe(Array.IndexOf(outcomes, true));
        }
    }

    [Fact]
    public async Task Silos_that_join_at_once_each_get_their_version_after_retries()
    {
        const int Silos = 8;
        var joined = await Task.WhenAll(Enumerable.Range(1, Silos).Select(port => Task.Run(async () =>
        {
            await using var cluster = await TestCluster.JoinAsync(_database);
            while (true)
            {
                var version = (await cluster.Table.ReadAll()).Version.Next();
                if (await cluster.Table.InsertRow(TestCluster.NewEntry(port), version))
                {
                    return version.Version;
                }
            }
        })));

        joined.Order().ShouldBe(Enumerable.Range(1, Silos));
    }
}
