using Fabric.Storage.Sqlite;
using Fabric.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Fabric.Storage.Tests.Sqlite;

public sealed class SqliteSchemaTests : IDisposable
{
    private static readonly SchemaMigration[] Longer =
    [
        .. SqliteMigrations.All,
        new(SqliteMigrations.All.Count + 1, "CREATE TABLE extra (id INTEGER); INSERT INTO extra SELECT count(*) FROM grain_state;"),
        new(SqliteMigrations.All.Count + 2, "ALTER TABLE extra ADD COLUMN note TEXT; UPDATE extra SET note = 'raised';"),
    ];

    private readonly DataDirectory _directory = new();

    public static TheoryData<int> OlderVersions => [.. Enumerable.Range(0, SqliteMigrations.All.Count)];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_steps_are_numbered_from_one_without_gaps() =>
        SqliteMigrations.All.Select(static step => step.Version).ShouldBe(Enumerable.Range(1, SqliteMigrations.All.Count));

    [Theory]
    [MemberData(nameof(OlderVersions))]
    public async Task A_file_of_any_older_version_is_raised_and_serves(int version)
    {
        CreateAt(version);

        await using (var storage = TestStorage.Open(_directory))
        {
            var written = await storage.WriteAsync("1", "raised");
            (await storage.ReadAsync("1")).ETag.ShouldBe(written.ETag);
        }

        using var connection = _directory.Connect();
        SqliteSchema.VersionOf(connection).ShouldBe(SqliteMigrations.All.Count);
        connection.QueryNumber("PRAGMA application_id").ShouldBe(SqliteMigrations.ApplicationId);
        connection.QueryText("PRAGMA journal_mode").ShouldBe("wal");
    }

    [Fact]
    public async Task Raising_keeps_the_records()
    {
        await using (var storage = TestStorage.Open(_directory))
        {
            await storage.WriteAsync("1", "kept");
        }

        using var connection = _directory.Connect();
        new SqliteSchema(Longer).Raise(connection, DateTimeOffset.UnixEpoch);

        connection.QueryText("SELECT note || ' ' || id FROM extra").ShouldBe("raised 1");
        connection.QueryText("SELECT payload FROM grain_state").ShouldBe("""{"Name":"kept","Visits":0}""");
        SqliteSchema.VersionOf(connection).ShouldBe(Longer.Length);
    }

    [Fact]
    public void A_failing_step_leaves_the_version_before_it_and_nothing_of_itself()
    {
        var last = Longer[^1].Version;
        using var connection = _directory.Connect();

        Should.Throw<SqliteException>(() => new SqliteSchema(
            [.. Longer, new(last + 1, "CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1);")])
            .Raise(connection, DateTimeOffset.UnixEpoch));

        SqliteSchema.VersionOf(connection).ShouldBe(last);
        connection.QueryNumber("SELECT count(*) FROM sqlite_master WHERE name = 'half'").ShouldBe(0);
    }

    [Fact]
    public void Raising_twice_does_nothing_the_second_time()
    {
        using var connection = _directory.Connect();
        var schema = new SqliteSchema(Longer);

        schema.Raise(connection, DateTimeOffset.UnixEpoch);
        schema.Raise(connection, DateTimeOffset.UnixEpoch);

        connection.QueryNumber("SELECT count(*) FROM schema_version").ShouldBe(Longer.Length);
    }

    [Fact]
    public async Task A_record_says_its_format_its_time_and_its_json()
    {
        await using var storage = TestStorage.Open(_directory);
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        await storage.WriteAsync("1", "«Ada»", visits: 3);

        using var connection = _directory.Connect();
        connection.QueryText("SELECT grain_type || ' ' || state_name || ' ' || grain_key || ' ' || format_version FROM grain_state")
            .ShouldBe("profile state 1 1");
        connection.QueryText("SELECT payload ->> 'Name' FROM grain_state").ShouldBe("«Ada»");
        connection.QueryNumber("SELECT updated_at FROM grain_state")
            .ShouldBeInRange(before, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private void CreateAt(int version)
    {
        using var connection = _directory.Connect();
        connection.Execute("PRAGMA journal_mode = WAL");
        new SqliteSchema([.. SqliteMigrations.All.Take(version)]).Raise(connection, DateTimeOffset.UnixEpoch);
    }
}
