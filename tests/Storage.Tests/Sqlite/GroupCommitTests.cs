using Fabric.Storage.Batching;
using Fabric.Storage.Formats;
using Fabric.Storage.Sqlite;
using Fabric.Storage.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Storage;

namespace Fabric.Storage.Tests.Sqlite;

public sealed class GroupCommitTests : IDisposable
{
    private readonly DataDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Writes_that_wait_together_share_a_transaction()
    {
        await using var storage = TestStorage.Open(_directory, static options => options.BusyTimeout = TimeSpan.FromMinutes(1));
        using var other = _directory.Connect();
        other.Execute("BEGIN IMMEDIATE");
        var writes = Enumerable.Range(0, 100).Select(i => storage.WriteAsync($"{i}", "x")).ToArray();

        other.Execute("ROLLBACK");
        await Task.WhenAll(writes);

        // One with what was there when the writer woke up, one with all that came while it waited for the lock.
        storage.Meters.SumOf("fabric.storage.commits").ShouldBeLessThanOrEqualTo(2);
        storage.Meters.SumOf("fabric.storage.commit.records").ShouldBe(100);
        storage.Meters.NumberOf("fabric.storage.commit.duration").ShouldBe((long)storage.Meters.SumOf("fabric.storage.commits"));
    }

    [Fact]
    public async Task A_conflict_fails_its_own_write_and_none_that_shares_the_transaction()
    {
        await using var storage = TestStorage.Open(_directory, static options => options.BusyTimeout = TimeSpan.FromMinutes(1));
        await storage.WriteAsync("taken", "first");
        using var other = _directory.Connect();
        other.Execute("BEGIN IMMEDIATE");
        var before = storage.WriteAsync("before", "x");
        var conflicting = storage.WriteAsync("taken", "second");
        var after = storage.WriteAsync("after", "x");

        other.Execute("ROLLBACK");

        await Task.WhenAll(before, after);
        await conflicting.ShouldThrowAsync<InconsistentStateException>();
        (await storage.ReadAsync("before")).RecordExists.ShouldBeTrue();
        (await storage.ReadAsync("after")).RecordExists.ShouldBeTrue();
        (await storage.ReadAsync("taken")).State!.Name.ShouldBe("first");
    }

    [Fact]
    public async Task Writes_of_one_record_in_one_transaction_take_effect_in_order()
    {
        await using var storage = TestStorage.Open(_directory, static options => options.BusyTimeout = TimeSpan.FromMinutes(1));
        var first = await storage.WriteAsync("1", "first");
        using var other = _directory.Connect();
        other.Execute("BEGIN IMMEDIATE");
        var clear = storage.ClearAsync("1", first.ETag);
        var create = storage.WriteAsync("1", "created anew");

        other.Execute("ROLLBACK");
        await Task.WhenAll(clear, create);

        (await storage.ReadAsync("1")).State!.Name.ShouldBe("created anew");
    }

    [Fact]
    public async Task A_failing_transaction_fails_all_its_writers_with_the_cause_and_leaves_their_states()
    {
        await using var storage = TestStorage.Open(_directory, static options => options.BusyTimeout = TimeSpan.FromMilliseconds(50));
        var stored = await storage.WriteAsync("0", "before");
        using var other = _directory.Connect();
        other.Execute("BEGIN IMMEDIATE");

        var failures = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            i => Should.ThrowAsync<StorageException>(() => storage.WriteAsync($"{i}", "x", i == 0 ? stored.ETag : null))));
        other.Execute("ROLLBACK");

        failures.ShouldAllBe(static failure => ((SqliteException)failure.InnerException!).SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY);
        failures.Distinct().Count().ShouldBe(20);
        storage.Meters.SumOf("fabric.storage.commits.failed").ShouldBeGreaterThanOrEqualTo(1);
        (await storage.ReadAsync("1")).RecordExists.ShouldBeFalse();
        await storage.WriteAsync("0", "after", stored.ETag);
    }

    [Fact]
    public async Task A_full_disk_fails_the_writes_that_found_no_room_and_nothing_before_or_after()
    {
        using var meters = new CountingMeterFactory();
        using var store = OpenWriter(meters);
        await store.WriteAsync("small", 10);
        store.Connection.Execute($"PRAGMA max_page_count = {store.Connection.QueryNumber("PRAGMA page_count")}");

        var full = await Should.ThrowAsync<StorageException>(() => store.WriteAsync("large", 100_000));
        store.Connection.Execute("PRAGMA max_page_count = 100000");
        await store.WriteAsync("later", 100_000);

        ((SqliteException)full.InnerException!).SqliteErrorCode.ShouldBe(SQLitePCL.raw.SQLITE_FULL);
        store.Connection.QueryText("SELECT group_concat(grain_key, ' ') FROM (SELECT grain_key FROM grain_state ORDER BY grain_key)")
            .ShouldBe("later small");
    }

    [Fact]
    public async Task A_writer_is_told_after_the_commit_and_not_before()
    {
        using var meters = new CountingMeterFactory();
        using var store = OpenWriter(meters);
        var toldBefore = true;
        SQLitePCL.raw.sqlite3_commit_hook(store.Connection.Handle, RefuseCommit, null);

        var refused = await Should.ThrowAsync<StorageException>(() => store.WriteAsync("1", 10));
        SQLitePCL.raw.sqlite3_commit_hook(store.Connection.Handle, null, null);

        toldBefore.ShouldBeFalse();
        ((SqliteException)refused.InnerException!).SqliteErrorCode.ShouldBe(SQLitePCL.raw.SQLITE_CONSTRAINT);
        store.Connection.QueryNumber("SELECT count(*) FROM grain_state").ShouldBe(0);
        await store.WriteAsync("1", 10);

        int RefuseCommit(object _)
        {
            toldBefore = store.Current!.Task.IsCompleted;
            return 1;
        }
    }

    private WriterAlone OpenWriter(CountingMeterFactory meters)
    {
        var options = new SqliteStorageOptions { DataDirectory = _directory.Path };
        var connection = new SqliteConnections(options, new SqliteSchema(SqliteMigrations.All)).OpenForWriting(DateTimeOffset.UnixEpoch);
        return new WriterAlone(connection, new SqliteWriter(
            connection, new ETagSequence(1), TimeProvider.System, new StorageMetrics(meters), NullLogger.Instance));
    }

    /// <summary>A writer without its loop: each write is a batch of its own, in the caller's thread.</summary>
    private sealed class WriterAlone(SqliteConnection connection, SqliteWriter writer) : IRecordStore, IDisposable
    {
        public SqliteConnection Connection => connection;

        public WriteOperation? Current { get; private set; }

        public int MaxRecordBytes => int.MaxValue;

        public Task WriteAsync(string key, int length)
        {
            var formats = new StateFormats([new StateFormat<Profile>(1, TestJson.Default.Profile)]);
            var state = new GrainState<Profile>(new Profile { Name = new string('x', length) });
            return new RecordGrainStorage(this, formats, TimeProvider.System).WriteStateAsync("state", TestStorage.GrainOf(key), state);
        }

        public void Request(ReadOperation read) => throw new NotSupportedException();

        public void Request(WriteOperation write)
        {
            Current = write;
            write.TryBegin().ShouldBeTrue();
            try
            {
                writer.Execute([write]);
            }
            catch (SqliteException exception)
            {
                write.Fail(new StorageException("The batch failed.", exception));
            }
        }

        public void Dispose() => writer.Dispose();
    }
}
