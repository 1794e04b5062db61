using Fabric.Storage.Postgres;
using Fabric.Storage.Tests.Support;
using Fabric.Testing;
using Microsoft.Extensions.Options;

namespace Fabric.Storage.Tests.Postgres;

/// <summary>What waiting would not heal ends the start with one line, which never shows a password.</summary>
public sealed class PostgresRefusalTests(PostgresFixture postgres)
{
    private readonly PostgresTestDatabase _database = postgres.NewDatabase();
    private readonly LogRecorder _log = new();

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var line = await RefusalAsync(_database.ConnectionString.Replace(PostgresServer.Password, "battery staple", StringComparison.Ordinal));

        line.ShouldStartWith("Storage:ConnectionString is 'Host=127.0.0.1;Port=");
        line.ShouldContain("refuses the login");
        line.ShouldContain("correct Username and Password");
        line.ShouldNotContain("staple");
    }

    [Fact]
    public async Task An_unknown_user_is_refused()
    {
        var line = await RefusalAsync(_database.ConnectionString.Replace("Username=fabric", "Username=mallory", StringComparison.Ordinal));

        line.ShouldContain("Username=mallory");
        line.ShouldContain("refuses the login");
    }

    [Fact]
    public async Task A_missing_database_is_refused()
    {
        var line = await RefusalAsync(postgres.Server.ConnectionString("nowhere"));

        line.ShouldContain("Database=nowhere");
        line.ShouldContain("has no such database: create it");
    }

    [Fact]
    public async Task A_user_without_rights_is_refused()
    {
        await _database.ExecuteAsync("DO $$ BEGIN IF to_regrole('guest') IS NULL THEN CREATE ROLE guest LOGIN PASSWORD 'guest-secret'; END IF; END $$");

        var line = await RefusalAsync(_database.ConnectionString
            .Replace("Username=fabric", "Username=guest", StringComparison.Ordinal)
            .Replace(PostgresServer.Password, "guest-secret", StringComparison.Ordinal));

        line.ShouldContain("lacks a right (permission denied for database");
        line.ShouldContain("let it create and own the schema 'fabric'");
        line.ShouldNotContain("guest-secret");
    }

    private async Task<string> RefusalAsync(string connectionString)
    {
        var options = Options.Create(new PostgresStorageOptions { ConnectionString = connectionString });
        await using var database = new PostgresDatabase(
            options, TimeProvider.System, new Microsoft.Extensions.Logging.Logger<PostgresDatabase>(_log));
        var refusal = await Should.ThrowAsync<StorageException>(() => database.StartAsync(CancellationToken.None));
        refusal.Message.ShouldNotContain('\n');
        refusal.ToString().ShouldNotContain(PostgresServer.Password);
        _log.Lines.ShouldBeEmpty();
        return refusal.Message;
    }
}
