using Fabric.Storage.Tests.Support;
using Npgsql;
using Orleans.Storage;

namespace Fabric.Storage.Tests.Postgres;

public sealed class PostgresGroupCommitTests(PostgresFixture postgres)
{
    private readonly PostgresTestDatabase _database = postgres.NewDatabase();

    [Fact]
    public async Task Writes_that_wait_together_share_a_transaction()
    {
        await using var storage = await _database.OpenAsync();
        await storage.WriteAsync("first", "x");
        await using var block = await BlockAsync();
        var writes = Enumerable.Range(0, 100).Select(i => storage.WriteAsync($"{i}", "x")).ToArray();

        await block.DisposeAsync();
        await Task.WhenAll(writes);

        // The first one, one with what was there when the writer woke up, and one with all that came while it waited for the lock.
        storage.Meters.SumOf("fabric.storage.commits").ShouldBeLessThanOrEqualTo(3);
        storage.Meters.SumOf("fabric.storage.commit.records").ShouldBe(101);
        (await _database.ExecuteAsync("SELECT count(DISTINCT xmin::text) FROM fabric.grain_state")).ShouldBe((long)storage.Meters.SumOf("fabric.storage.commits"));
    }

    [Fact]
    public async Task A_conflict_fails_its_own_write_and_none_that_shares_the_transaction()
    {
        await using var storage = await _database.OpenAsync();
        await storage.WriteAsync("taken", "first");
        var kept = await storage.WriteAsync("kept", "first");
        await using var block = await BlockAsync();
        var before = storage.WriteAsync("before", "x");
        var conflicting = storage.WriteAsync("taken", "second");
        var after = storage.WriteAsync("kept", "second", kept.ETag);

        await block.DisposeAsync();

        await Task.WhenAll(before, after);
        await conflicting.ShouldThrowAsync<InconsistentStateException>();
        (await storage.ReadAsync("before")).RecordExists.ShouldBeTrue();
        (await storage.ReadAsync("taken")).State!.Name.ShouldBe("first");
        (await storage.ReadAsync("kept")).State!.Name.ShouldBe("second");
    }

    [Fact]
    public async Task Writes_of_one_record_in_one_transaction_take_effect_in_order()
    {
        await using var storage = await _database.OpenAsync();
        var first = await storage.WriteAsync("1", "first");
        await using var block = await BlockAsync();
        var filler = storage.WriteAsync("0", "x");
        var clear = storage.ClearAsync("1", first.ETag);
        var create = storage.WriteAsync("1", "created anew");
        var tooLate = storage.WriteAsync("1", "created again");

        await block.DisposeAsync();
        await Task.WhenAll(filler, clear, create);

        await tooLate.ShouldThrowAsync<InconsistentStateException>();
        (await storage.ReadAsync("1")).State!.Name.ShouldBe("created anew");
    }

    /// <summary>Lets nobody write until it is disposed of, and waits until somebody tries.</summary>
    private async Task<NpgsqlConnection> BlockAsync()
    {
        var connection = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE fabric.grain_state IN SHARE MODE", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
