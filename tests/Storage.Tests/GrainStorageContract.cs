using Fabric.Storage.Tests.Support;
using Orleans;
using Orleans.Runtime;

namespace Fabric.Storage.Tests;

/// <summary>What every database does with states.</summary>
public abstract class GrainStorageContract : IDisposable
{
    private readonly ITestDatabase _database;

    private protected GrainStorageContract(ITestDatabase database) => _database = database;

    public void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Reads_what_was_written()
    {
        await using var storage = _database.Open();
        var written = await storage.WriteAsync("1", "Ada «Λ» 🎵", visits: 7);

        var read = await storage.ReadAsync("1");

        read.State!.Name.ShouldBe("Ada «Λ» 🎵");
        read.State!.Visits.ShouldBe(7);
        read.ETag.ShouldBe(written.ETag);
        read.RecordExists.ShouldBeTrue();
        written.RecordExists.ShouldBeTrue();
    }

    [Fact]
    public async Task Reads_what_an_earlier_process_wrote()
    {
        string? etag;
        await using (var earlier = _database.Open())
        {
            etag = (await earlier.WriteAsync("1", "Ada")).ETag;
        }

        await using var storage = _database.Open();
        var read = await storage.ReadAsync("1");

        read.State!.Name.ShouldBe("Ada");
        read.ETag.ShouldBe(etag);
        await storage.WriteAsync("1", "Grace", etag);
    }

    [Fact]
    public async Task Gives_a_new_state_where_nothing_is_stored()
    {
        await using var storage = _database.Open();
        var state = new GrainState<Profile>(new Profile { Name = "left over" }, "12") { RecordExists = true };

        await storage.Grains.ReadStateAsync("state", TestStorage.GrainOf("1"), state);

        state.State!.Name.ShouldBe("");
        state.ETag.ShouldBeNull();
        state.RecordExists.ShouldBeFalse();
    }

    [Fact]
    public async Task Keeps_states_of_different_names_types_and_keys_apart()
    {
        await using var storage = _database.Open();
        (string State, GrainId Grain)[] records =
        [
            ("state", GrainId.Create("a", "1")), ("other", GrainId.Create("a", "1")),
            ("state", GrainId.Create("b", "1")), ("state", GrainId.Create("a", "2")), ("state", GrainId.Create("a", "1/2")),
        ];
        foreach (var (name, grain) in records)
        {
            await storage.Grains.WriteStateAsync(name, grain, new GrainState<Profile>(new Profile { Name = $"{name} {grain}" }));
        }

        foreach (var (name, grain) in records)
        {
            var read = new GrainState<Profile>();
            await storage.Grains.ReadStateAsync(name, grain, read);

            read.State!.Name.ShouldBe($"{name} {grain}");
        }
    }

    [Fact]
    public async Task Clearing_deletes_the_record_and_resets_the_state()
    {
        await using var storage = _database.Open();
        var written = await storage.WriteAsync("1", "Ada");

        var cleared = await storage.ClearAsync("1", written.ETag);

        cleared.State!.Name.ShouldBe("");
        cleared.ETag.ShouldBeNull();
        cleared.RecordExists.ShouldBeFalse();
        (await storage.ReadAsync("1")).RecordExists.ShouldBeFalse();
    }

    [Fact]
    public async Task The_payload_is_the_state_at_the_time_of_the_call()
    {
        await using var storage = _database.Open();
        var state = new GrainState<Profile>(new Profile { Name = "when called" });

        var writing = storage.Grains.WriteStateAsync("state", TestStorage.GrainOf("1"), state);
        state.State!.Name = "while waiting";
        await writing;

        (await storage.ReadAsync("1")).State!.Name.ShouldBe("when called");
    }

    [Fact]
    public async Task A_state_without_format_is_refused_at_first_use()
    {
        await using var storage = _database.Open();

        var onRead = await Should.ThrowAsync<StorageException>(
            () => storage.Grains.ReadStateAsync("state", TestStorage.GrainOf("1"), new GrainState<TestStorage>()));
        var onWrite = await Should.ThrowAsync<StorageException>(
            () => storage.Grains.WriteStateAsync("state", TestStorage.GrainOf("1"), new GrainState<TestStorage>()));

        onRead.Message.ShouldContain("AddStateFormat(new StateFormat<TestStorage>");
        onWrite.Message.ShouldBe(onRead.Message);
    }

    [Fact]
    public async Task A_state_beyond_the_limit_is_refused_and_the_setting_named()
    {
        await using var storage = _database.Open(maxRecordBytes: 100);

        var refusal = await Should.ThrowAsync<StorageException>(() => storage.WriteAsync("1", new string('x', 100)));

        refusal.Message.ShouldContain("profile/1");
        refusal.Message.ShouldContain("Storage:MaxRecordBytes allows 100");
        (await storage.ReadAsync("1")).RecordExists.ShouldBeFalse();
    }

    [Fact]
    public async Task Large_states_come_back_whole()
    {
        await using var storage = _database.Open();
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(static i => (char)('a' + (i % 26))));

        await storage.WriteAsync("1", text);

        (await storage.ReadAsync("1")).State!.Name.ShouldBe(text);
    }

    [Fact]
    public async Task A_write_cancelled_before_it_began_is_not_stored()
    {
        await using var storage = _database.Open();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var state = new GrainState<Profile>(new Profile { Name = "never" });

        var writing = storage.Grains.WriteStateAsync("state", TestStorage.GrainOf("1"), state, cancelled.Token);

        await writing.ShouldThrowAsync<TaskCanceledException>();
        state.ETag.ShouldBeNull();
        (await storage.ReadAsync("1")).RecordExists.ShouldBeFalse();
    }

    [Fact]
    public async Task Many_reads_at_once_each_get_their_record()
    {
        await using var storage = _database.Open();
        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(i => storage.WriteAsync($"{i}", $"name {i}", visits: i)));

        var reads = await Task.WhenAll(Enumerable.Range(0, 6_000).Select(i => Task.Run(() => storage.ReadAsync($"{i % 2_000}"))));

        for (var i = 0; i < reads.Length; i++)
        {
            reads[i].State!.Visits.ShouldBe(i % 2_000);
        }
    }

    [Fact]
    public async Task Reading_sees_every_write_acknowledged_before()
    {
        await using var storage = _database.Open();
        var workers = Enumerable.Range(0, 16).Select(async worker =>
        {
            string? etag = null;
            for (var i = 1; i <= 50; i++)
            {
                etag = (await storage.WriteAsync($"{worker}", "x", etag, i)).ETag;
                (await storage.ReadAsync($"{worker}")).State!.Visits.ShouldBe(i);
            }
        });

        await Task.WhenAll(workers);
    }

    [Fact]
    public async Task Waiting_writes_are_committed_when_the_database_is_closed()
    {
        Task writes;
        await using (var storage = _database.Open())
        {
            writes = Task.WhenAll(Enumerable.Range(0, 500).Select(i => storage.WriteAsync($"{i}", "x")));
        }

        await writes.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await using var reopened = _database.Open();
        (await reopened.ReadAsync("499")).RecordExists.ShouldBeTrue();
    }

    [Fact]
    public async Task A_closed_database_refuses_reads_and_writes()
    {
        var storage = _database.Open();
        await storage.DisposeAsync();

        (await Should.ThrowAsync<StorageException>(() => storage.ReadAsync("1"))).Message.ShouldMatch("is (not open|closed)");
        (await Should.ThrowAsync<StorageException>(() => storage.WriteAsync("1", "x"))).Message.ShouldMatch("is (not open|closed)");
        (await Should.ThrowAsync<StorageException>(() => storage.ClearAsync("1", null))).Message.ShouldMatch("is (not open|closed)");
    }
}
