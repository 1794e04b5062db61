using Fabric.Storage.Migration;
using Fabric.Storage.Sqlite;
using Fabric.Storage.Tests.Support;

namespace Fabric.Storage.Tests.Migration;

public sealed class SqliteToPostgresTests(PostgresFixture postgres) : IDisposable
{
    private const int Records = 1_203;

    private readonly DataDirectory _directory = new();
    private readonly PostgresTestDatabase _database = postgres.NewDatabase();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Copies_every_record_with_its_tag_and_version()
    {
        var written = await FillAsync();

        var report = await RunAsync();

        report.ShouldBe(new MigrationReport(Records, 0, Records, IsDryRun: false));
        await using var storage = await _database.OpenAsync();
        foreach (var i in Enumerable.Range(0, Records))
        {
            var read = await storage.ReadAsync($"{i}");
            (read.ETag, read.State!.Name, read.State.Visits).ShouldBe((written[i], $"«name {i}»", i));
        }

        await storage.WriteAsync("7", "goes on", written[7]);
    }

    [Fact]
    public async Task No_new_tag_equals_one_that_was_copied()
    {
        var written = await FillAsync();
        await RunAsync();

        await using var storage = await _database.OpenAsync();

        foreach (var i in Enumerable.Range(0, 50))
        {
            written.ShouldNotContain((await storage.WriteAsync($"{i}", "again", written[i])).ETag!);
        }
    }

    [Fact]
    public async Task Running_again_copies_nothing()
    {
        await FillAsync();
        await RunAsync();

        (await RunAsync()).ShouldBe(new MigrationReport(Records, Records, 0, IsDryRun: false));
    }

    [Fact]
    public async Task A_migration_that_was_broken_off_goes_on()
    {
        await FillAsync();
        using var stop = new CancellationTokenSource();
        var half = new Steps(progress =>
        {
            if (progress is { Phase: MigrationPhase.Copying, Done: >= Records / 3 })
            {
                stop.Cancel();
            }
        });
        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(progress: half, cancellationToken: stop.Token));
        var copied = (long)(await _database.ExecuteAsync("SELECT count(*) FROM fabric.grain_state"))!;
        copied.ShouldBeInRange(1, Records - 1);

        (await RunAsync()).ShouldBe(new MigrationReport(Records, copied, Records - copied, IsDryRun: false));

        (await _database.ExecuteAsync("SELECT count(*) FROM fabric.grain_state")).ShouldBe((long)Records);
    }

    [Theory]
    [InlineData("UPDATE fabric.grain_state SET etag = etag + 1 WHERE grain_key = '1100'")]
    [InlineData("UPDATE fabric.grain_state SET payload = '{}' WHERE grain_key = '1100'")]
    [InlineData("UPDATE fabric.grain_state SET format_version = 2 WHERE grain_key = '1100'")]
    public async Task A_target_that_differs_is_refused_and_left_as_it_is(string change)
    {
        await FillAsync();
        await RunAsync();
        await _database.ExecuteAsync("DELETE FROM fabric.grain_state WHERE grain_key = '3'");
        await _database.ExecuteAsync(change);

        var refusal = await Should.ThrowAsync<StorageException>(() => RunAsync());

        refusal.Message.ShouldContain("holds 1 records that differ");
        refusal.Message.ShouldContain("profile/1100 'state'");
        (await _database.ExecuteAsync("SELECT count(*) FROM fabric.grain_state WHERE grain_key = '3'")).ShouldBe(0L);
    }

    [Fact]
    public async Task Records_that_only_the_target_has_stay()
    {
        await FillAsync();
        await using (var storage = await _database.OpenAsync())
        {
            await storage.WriteAsync("other", "x");
        }

        await RunAsync();

        (await _database.ExecuteAsync("SELECT count(*) FROM fabric.grain_state")).ShouldBe(Records + 1L);
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        await FillAsync();

        (await RunAsync(dryRun: true)).ShouldBe(new MigrationReport(Records, 0, Records, IsDryRun: true));
        (await _database.ExecuteAsync("SELECT to_regclass('fabric.grain_state') IS NULL")).ShouldBe(true);

        await RunAsync();
        await _database.ExecuteAsync("DELETE FROM fabric.grain_state WHERE grain_key = '3'");
        (await RunAsync(dryRun: true)).ShouldBe(new MigrationReport(Records, Records - 1, 1, IsDryRun: true));
        (await _database.ExecuteAsync("SELECT count(*) FROM fabric.grain_state")).ShouldBe(Records - 1L);
    }

    [Fact]
    public async Task Progress_is_told_up_to_the_end_of_both_phases()
    {
        await FillAsync();
        var steps = new List<MigrationProgress>();

        await RunAsync(progress: new Steps(steps.Add));

        steps.ShouldContain(new MigrationProgress(MigrationPhase.Comparing, Records, Records));
        steps[^1].ShouldBe(new MigrationProgress(MigrationPhase.Copying, Records, Records));
    }

    [Fact]
    public async Task A_file_in_use_is_refused_and_one_being_migrated_cannot_be_used()
    {
        await using (TestStorage.Open(_directory))
        {
            (await Should.ThrowAsync<StorageException>(() => RunAsync())).Message.ShouldContain("in use by another process");
        }

        await FillAsync();
        StorageException? refusal = null;
        await RunAsync(progress: new Steps(_ => refusal ??= Should.Throw<StorageException>(() => TestStorage.Open(_directory))));

        refusal!.Message.ShouldContain("in use by another process");
    }

    [Fact]
    public async Task A_missing_file_is_refused_and_not_created()
    {
        var refusal = await Should.ThrowAsync<StorageException>(() => RunAsync());

        refusal.Message.ShouldContain($"There is no database '{_directory.DatabasePath}'");
        Directory.GetFiles(_directory.Path).ShouldBeEmpty();
    }

    private async Task<string[]> FillAsync()
    {
        await using var storage = TestStorage.Open(_directory);
        var states = await Task.WhenAll(Enumerable.Range(0, Records).Select(i => storage.WriteAsync($"{i}", $"«name {i}»", visits: i)));
        return [.. states.Select(static state => state.ETag!)];
    }

    private async Task<MigrationReport> RunAsync(
        bool dryRun = false, IProgress<MigrationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await using var target = _database.Connect();
        var source = new SqliteStorageOptions { DataDirectory = _directory.Path };
        return await new SqliteToPostgres(source, target).RunAsync(dryRun, progress, cancellationToken);
    }

    /// <summary>Tells at once, in the migration's own thread.</summary>
    private sealed class Steps(Action<MigrationProgress> act) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => act(value);
    }
}
