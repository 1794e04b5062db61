using Fabric.Storage.Tests.Support;
using Orleans.Storage;

namespace Fabric.Storage.Tests;

/// <summary>What every database does with tags.</summary>
public abstract class ETagContract : IDisposable
{
    private readonly ITestDatabase _database;

    private protected ETagContract(ITestDatabase database) => _database = database;

    public void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_write_without_tag_conflicts_with_a_stored_record()
    {
        await using var storage = _database.Open();
        var stored = await storage.WriteAsync("1", "first");

        var conflict = await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteAsync("1", "second"));

        conflict.StoredEtag.ShouldBe(stored.ETag);
        conflict.CurrentEtag.ShouldBeNull();
        (await storage.ReadAsync("1")).State!.Name.ShouldBe("first");
    }

    [Fact]
    public async Task A_write_with_a_stale_tag_conflicts_and_says_which_tags_differ()
    {
        await using var storage = _database.Open();
        var first = await storage.WriteAsync("1", "first");
        var second = await storage.WriteAsync("1", "second", first.ETag);

        var conflict = await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteAsync("1", "third", first.ETag));

        conflict.StoredEtag.ShouldBe(second.ETag);
        conflict.CurrentEtag.ShouldBe(first.ETag);
        conflict.Message.ShouldContain("profile/1 'state'");
        (await storage.ReadAsync("1")).State!.Name.ShouldBe("second");
    }

    [Fact]
    public async Task A_write_with_a_tag_conflicts_where_nothing_is_stored()
    {
        await using var storage = _database.Open();
        var written = await storage.WriteAsync("1", "first");
        await storage.ClearAsync("1", written.ETag);

        var conflict = await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteAsync("1", "second", written.ETag));

        conflict.StoredEtag.ShouldBeNull();
        conflict.CurrentEtag.ShouldBe(written.ETag);
    }

    [Theory]
    [InlineData("\"W/1\"")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("99999999999999999999")]
    public async Task A_tag_that_was_never_issued_conflicts(string foreign)
    {
        await using var storage = _database.Open();
        await storage.WriteAsync("1", "first");

        await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteAsync("1", "second", foreign));
        await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteAsync("2", "second", foreign));
        await Should.ThrowAsync<InconsistentStateException>(() => storage.ClearAsync("1", foreign));
        await Should.ThrowAsync<InconsistentStateException>(() => storage.ClearAsync("2", foreign));

        (await storage.ReadAsync("1")).State!.Name.ShouldBe("first");
    }

    [Fact]
    public async Task Clearing_with_a_stale_tag_or_none_conflicts()
    {
        await using var storage = _database.Open();
        var first = await storage.WriteAsync("1", "first");
        var second = await storage.WriteAsync("1", "second", first.ETag);

        var stale = await Should.ThrowAsync<InconsistentStateException>(() => storage.ClearAsync("1", first.ETag));
        var none = await Should.ThrowAsync<InconsistentStateException>(() => storage.ClearAsync("1", null));

        stale.StoredEtag.ShouldBe(second.ETag);
        none.StoredEtag.ShouldBe(second.ETag);
        (await storage.ReadAsync("1")).State!.Name.ShouldBe("second");
    }

    [Fact]
    public async Task Clearing_what_was_never_stored_succeeds_and_clearing_twice_conflicts()
    {
        await using var storage = _database.Open();
        var written = await storage.WriteAsync("1", "first");

        await storage.ClearAsync("none", null);
        await storage.ClearAsync("1", written.ETag);

        await Should.ThrowAsync<InconsistentStateException>(() => storage.ClearAsync("1", written.ETag));
    }

    [Fact]
    public async Task A_conflict_leaves_the_callers_state_as_it_was()
    {
        await using var storage = _database.Open();
        var first = await storage.WriteAsync("1", "first");
        await storage.WriteAsync("1", "second", first.ETag);
        first.State!.Name = "mine";

        await Should.ThrowAsync<InconsistentStateException>(
            () => storage.Grains.WriteStateAsync("state", TestStorage.GrainOf("1"), first));
        await Should.ThrowAsync<InconsistentStateException>(
            () => storage.Grains.ClearStateAsync("state", TestStorage.GrainOf("1"), first));

        first.State!.Name.ShouldBe("mine");
        first.RecordExists.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_concurrent_writers_with_the_same_tag_exactly_one_wins()
    {
        await using var storage = _database.Open();
        var start = await storage.WriteAsync("1", "start");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => TryWriteAsync(storage, $"{i}", start.ETag))));

        outcomes.Count(static won => won).ShouldBe(1);
        (await storage.ReadAsync("1")).State!.Name.ShouldBe($"{Array.IndexOf(outcomes, true)}");
        storage.Meters.SumOf("fabric.storage.conflicts").ShouldBe(49);
    }

    [Fact]
    public async Task Of_concurrent_creators_exactly_one_wins()
    {
        await using var storage = _database.Open();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => TryWriteAsync(storage, $"{i}", null))));

        outcomes.Count(static won => won).ShouldBe(1);
    }

    [Fact]
    public async Task Concurrent_increments_with_retries_lose_none()
    {
        const int Workers = 8;
        const int Each = 50;
        await using var storage = _database.Open();
        await storage.WriteAsync("1", "counter");

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => IncrementAsync(storage, Each))));

        (await storage.ReadAsync("1")).State!.Visits.ShouldBe(Workers * Each);
    }

    [Fact]
    public async Task A_record_created_anew_never_bears_a_tag_it_had_before_even_after_a_restart()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var opening = 0; opening < 3; opening++)
        {
            await using var storage = _database.Open();
            for (var i = 0; i < 5; i++)
            {
                var written = await storage.WriteAsync("1", "again");
                seen.Add(written.ETag!).ShouldBeTrue();
                await storage.ClearAsync("1", written.ETag);
            }
        }

        seen.Count.ShouldBe(15);
    }

    private static async Task<bool> TryWriteAsync(TestStorage storage, string name, string? etag)
    {
        try
        {
            await storage.WriteAsync("1", name, etag);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private static async Task IncrementAsync(TestStorage storage, int times)
    {
        var done = 0;
        while (done < times)
        {
            var current = await storage.ReadAsync("1");
            current.State!.Visits++;
            try
            {
                await storage.Grains.WriteStateAsync("state", TestStorage.GrainOf("1"), current);
                done++;
            }
            catch (InconsistentStateException)
            {
                // Another worker was faster: read again.
            }
        }
    }
}
