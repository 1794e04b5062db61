using Fabric.Storage.Postgres;
using Fabric.Storage.Tests.Support;
using Npgsql;

namespace Fabric.Storage.Tests.Postgres;

public sealed class PostgresSchemaTests(PostgresFixture postgres)
{
    private static readonly SchemaMigration[] Longer =
    [
        .. PostgresMigrations.All,
        new(PostgresMigrations.All.Count + 1, "CREATE TABLE fabric.extra AS SELECT count(*) AS records FROM fabric.grain_state;"),
        new(PostgresMigrations.All.Count + 2, "ALTER TABLE fabric.extra ADD COLUMN note text; UPDATE fabric.extra SET note = 'raised';"),
    ];

    private readonly PostgresTestDatabase _database = postgres.NewDatabase();

    public static TheoryData<int> OlderVersions => [.. Enumerable.Range(0, PostgresMigrations.All.Count)];

    [Fact]
    public void The_steps_are_numbered_from_one_without_gaps() =>
        PostgresMigrations.All.Select(static step => step.Version).ShouldBe(Enumerable.Range(1, PostgresMigrations.All.Count));

    [Theory]
    [MemberData(nameof(OlderVersions))]
    public async Task A_database_of_any_older_version_is_raised_and_serves(int version)
    {
        await RaiseAsync([.. PostgresMigrations.All.Take(version)]);

        await using var storage = await _database.OpenAsync();

        var written = await storage.WriteAsync("1", "raised");
        (await storage.ReadAsync("1")).ETag.ShouldBe(written.ETag);
        (await _database.ExecuteAsync("SELECT max(version) FROM fabric.schema_version")).ShouldBe(PostgresMigrations.All.Count);
    }

    [Fact]
    public async Task Processes_that_start_at_once_create_the_schema_once()
    {
        var databases = Enumerable.Range(0, 8).Select(_ => _database.Connect()).ToArray();

        await Task.WhenAll(databases.Select(static database => Task.Run(() => database.StartAsync(CancellationToken.None))));

        (await _database.ExecuteAsync("SELECT count(*) FROM fabric.schema_version")).ShouldBe((long)PostgresMigrations.All.Count);
        (await _database.ExecuteAsync("SELECT openings FROM fabric.etag_epoch")).ShouldBe(0L);
        await Task.WhenAll(databases.Select(static database => database.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Raising_keeps_the_records()
    {
        await using (var storage = await _database.OpenAsync())
        {
            await storage.WriteAsync("1", "kept");
        }

        await RaiseAsync(Longer);

        (await _database.ExecuteAsync("SELECT note || ' ' || records FROM fabric.extra")).ShouldBe("raised 1");
        (await _database.ExecuteAsync("SELECT payload FROM fabric.grain_state")).ShouldBe("""{"Name":"kept","Visits":0}""");
    }

    [Fact]
    public async Task A_failing_step_leaves_the_version_before_and_nothing_of_the_others()
    {
        await RaiseAsync(PostgresMigrations.All);

        await Should.ThrowAsync<PostgresException>(() => RaiseAsync([.. Longer, new(Longer.Length + 1, "INSERT INTO fabric.nowhere VALUES (1);")]));

        (await _database.ExecuteAsync("SELECT max(version) FROM fabric.schema_version")).ShouldBe(PostgresMigrations.All.Count);
        (await _database.ExecuteAsync("SELECT to_regclass('fabric.extra') IS NULL")).ShouldBe(true);
    }

    [Fact]
    public async Task A_newer_schema_is_refused_with_both_versions()
    {
        await RaiseAsync(Longer);
        await using var database = _database.Connect();

        var refusal = await Should.ThrowAsync<StorageException>(() => database.StartAsync(CancellationToken.None));

        refusal.Message.ShouldContain($"schema version {Longer.Length}");
        refusal.Message.ShouldContain($"versions up to {PostgresMigrations.All.Count}");
        refusal.Message.ShouldContain("start a newer program");
        refusal.Message.ShouldContain("Storage:ConnectionString");
        (await _database.ExecuteAsync("SELECT max(version) FROM fabric.schema_version")).ShouldBe(Longer.Length);
    }

    [Fact]
    public async Task A_record_says_its_format_its_time_and_its_json()
    {
        await using var storage = await _database.OpenAsync();

        await storage.WriteAsync("1", "«Ada»", visits: 3);

        (await _database.ExecuteAsync(
            "SELECT concat_ws(' ', grain_type, state_name, grain_key, format_version, payload::json ->> 'Name') FROM fabric.grain_state"))
            .ShouldBe("profile state 1 1 «Ada»");
        (await _database.ExecuteAsync("SELECT now() - updated_at < interval '1 minute' FROM fabric.grain_state")).ShouldBe(true);
    }

    private async Task RaiseAsync(IReadOnlyList<SchemaMigration> steps)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await new PostgresSchema(steps).RaiseAsync(connection, CancellationToken.None);
    }
}
