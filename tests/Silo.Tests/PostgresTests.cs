using System.Text.Json;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests;

/// <summary>The program with PostgreSQL instead of its embedded file.</summary>
public sealed class PostgresTests : IAsyncLifetime
{
    private readonly Scene _scene = new();
    private PostgresServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartNewAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _scene.Dispose();
    }

    [Fact]
    public async Task Starts_and_makes_no_file()
    {
        await using var fabric = await FabricProcess.StartReadyAsync(Options(_server.ConnectionString()));

        fabric.Output.ShouldContain($"  data        PostgreSQL Host=127.0.0.1;Port={_server.Port};Database=postgres;Username=fabric");
        Directory.Exists(_scene.DataDirectory).ShouldBeFalse();
        await fabric.SignalAsync("TERM");
        (await fabric.EndAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_refused_login_ends_the_start_with_one_line()
    {
        await using var fabric = FabricProcess.Start(
            Options(_server.ConnectionString().Replace(PostgresServer.Password, "battery staple", StringComparison.Ordinal)));

        (await fabric.EndAsync()).ShouldBe(1);

        fabric.Errors.Single().ShouldStartWith("Storage:ConnectionString is 'Host=127.0.0.1;");
        string.Concat(fabric.Output.Concat(fabric.Errors)).ShouldNotContain("staple");
    }

    [Fact]
    public async Task Waits_for_a_server_that_is_away()
    {
        await _server.StopAsync();
        await using var fabric = FabricProcess.Start(Options(_server.ConnectionString()));
        await Eventually.TrueAsync(
            () => fabric.Output.Any(static line => line.Contains("is away (Connection refused)", StringComparison.Ordinal)),
            "the program to say that it waits",
            TimeSpan.FromSeconds(30),
            () => string.Join('\n', fabric.Output.Concat(fabric.Errors)));

        await _server.StartAsync();

        await Eventually.TrueAsync(
            () => fabric.Output.Any(static line => line.StartsWith("Fabric is ready", StringComparison.Ordinal)), "the program to start", TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Migrate_copies_the_file_and_answers_in_JSON()
    {
        await _scene.CreateDatabaseAsync();
        await InsertAsync("INSERT INTO grain_state VALUES ('presence', 'state', '1', 5, 1, 0, '{}')");
        string[] settings = [$"--Storage:DataDirectory={_scene.DataDirectory}", $"--Storage:ConnectionString={_server.ConnectionString()}"];

        var dry = await MigrateAsync(["sqlite-to-postgres", "--dry-run", "--json", .. settings]);
        var wet = await MigrateAsync(["sqlite-to-postgres", "--json", .. settings]);
        var again = await MigrateAsync(["sqlite-to-postgres", .. settings]);

        (dry.Status, wet.Status, again.Status).ShouldBe((0, 0, 0));
        JsonDocument.Parse(dry.Output).RootElement.GetProperty("isDryRun").GetBoolean().ShouldBeTrue();
        JsonDocument.Parse(wet.Output).RootElement.GetProperty("copied").GetInt64().ShouldBe(1);
        again.Output.TrimEnd().ShouldBe("1 records: 0 copied, 1 were there already.");
        again.Errors.ShouldContain("Comparing: 1 of 1 records");
    }

    [Fact]
    public async Task Migrate_refuses_with_status_1_and_says_why()
    {
        string[] settings = [$"--Storage:DataDirectory={_scene.DataDirectory}", $"--Storage:ConnectionString={_server.ConnectionString()}"];

        var missing = await MigrateAsync(["sqlite-to-postgres", .. settings]);
        var json = await MigrateAsync(["sqlite-to-postgres", "--json", .. settings]);
        var unset = await MigrateAsync(["sqlite-to-postgres", settings[0]]);
        var unknown = await MigrateAsync(["postgres-to-sqlite", .. settings]);

        (missing.Status, json.Status, unset.Status, unknown.Status).ShouldBe((1, 1, 1, 1));
        missing.Errors.ShouldStartWith("There is no database '");
        JsonDocument.Parse(json.Output).RootElement.GetProperty("error").GetString().ShouldBe(missing.Errors.TrimEnd());
        unset.Errors.ShouldStartWith("Storage:ConnectionString names no Host");
        unknown.Errors.ShouldStartWith("usage: fabric migrate sqlite-to-postgres");
    }

    private async Task InsertAsync(string sql)
    {
        await using var connection = _scene.Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<(int Status, string Output, string Errors)> MigrateAsync(string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var status = await MigrateCommand.RunAsync(arguments, output, errors, TestContext.Current.CancellationToken);
        return (status, output.ToString(), errors.ToString());
    }

    private FabricProcessOptions Options(string connectionString) =>
        _scene.Options with { Settings = [.. _scene.Options.Settings, $"Storage:ConnectionString={connectionString}"] };
}
