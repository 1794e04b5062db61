using Fabric.Storage.Tests.Support;
using Fabric.Testing;

namespace Fabric.Storage.Tests.Postgres;

/// <summary>A server that is stopped, killed and frozen under the storage.</summary>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly LogRecorder _log = new();
    private PostgresServer _server = null!;
    private PostgresTestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartNewAsync();
        _database = PostgresTestDatabase.Create(_server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_start_waits_for_a_server_that_is_away_and_says_so()
    {
        await _server.StopAsync();
        await using var database = _database.Connect(new Microsoft.Extensions.Logging.Logger<Fabric.Storage.Postgres.PostgresDatabase>(_log));

        var starting = database.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => _log.Lines.Any(static line => line.StartsWith("5021 ", StringComparison.Ordinal)), "a line");
        starting.IsCompleted.ShouldBeFalse();
        await _server.StartAsync();
        await starting.WaitAsync(Limit, TestContext.Current.CancellationToken);

        _log.Lines[0].ShouldStartWith("5021 PostgreSQL Host=127.0.0.1;Port=");
        _log.Lines[0].ShouldContain("is away (Connection refused)");
        _log.Lines[^1].ShouldStartWith("5020 ");
        string.Concat(_log.Lines).ShouldNotContain(PostgresServer.Password);
    }

    [Fact]
    public async Task A_start_that_waits_can_be_given_up()
    {
        await _server.StopAsync();
        await using var database = _database.Connect();
        using var stop = new CancellationTokenSource();

        var starting = database.StartAsync(stop.Token);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => starting.WaitAsync(Limit, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Writes_and_reads_wait_for_the_server_and_go_on_by_themselves()
    {
        await using var storage = await _database.OpenAsync(loggers: _log);
        var first = await storage.WriteAsync("1", "first");
        await storage.ReadAsync("1");
        await _server.StopAsync();

        var write = storage.WriteAsync("1", "second", first.ETag);
        var read = storage.ReadAsync("2");
        await Eventually.TrueAsync(() => _log.Lines.Count(static line => line.StartsWith("5022 ", StringComparison.Ordinal)) >= 2, "both to wait");
        (write.IsCompleted, read.IsCompleted).ShouldBe((false, false));
        await _server.StartAsync();

        await write.WaitAsync(Limit, TestContext.Current.CancellationToken);
        (await read.WaitAsync(Limit, TestContext.Current.CancellationToken)).RecordExists.ShouldBeFalse();
        (await storage.ReadAsync("1")).State!.Name.ShouldBe("second");
        _log.Lines.Count(static line => line.StartsWith("5023 ", StringComparison.Ordinal)).ShouldBe(2);
        string.Concat(_log.Lines).ShouldNotContain(PostgresServer.Password);
    }

    [Fact]
    public async Task An_outage_beyond_the_limit_fails_what_waits_and_then_everything_at_once()
    {
        await using var storage = await _database.OpenAsync(configure: static options => options.RetryTimeout = TimeSpan.FromSeconds(1), loggers: _log);
        await storage.WriteAsync("1", "x");
        await _server.StopAsync();

        var failure = await Should.ThrowAsync<StorageException>(() => storage.WriteAsync("2", "x").WaitAsync(Limit));
        var later = await Should.ThrowAsync<StorageException>(() => storage.WriteAsync("3", "x").WaitAsync(Limit));
        await _server.StartAsync();

        failure.Message.ShouldContain("has been away for");
        later.Message.ShouldContain("has been away for");
        await Eventually.TrueAsync(() => TryWriteAsync(storage, "4"), "writing works again", Limit);
        storage.Meters.SumOf("fabric.storage.commits.failed").ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_server_that_is_killed_again_and_again_loses_no_acknowledged_write_and_makes_no_conflict()
    {
        const int Writers = 32;
        const int Kills = 4;
        await using var storage = await _database.OpenAsync();
        using var stop = new CancellationTokenSource();
        var acknowledged = new int[Writers];
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (string? etag = null; !stop.IsCancellationRequested;)
            {
                etag = (await storage.WriteAsync($"{writer}", "x", etag, acknowledged[writer] + 1)).ETag;
                acknowledged[writer]++;
            }
        })).ToArray();

        for (var kill = 0; kill < Kills; kill++)
        {
            var before = acknowledged.Sum();
            await Eventually.TrueAsync(() => acknowledged.Sum() > before + (10 * Writers), "writes", Limit);
            await _server.KillAsync();
            await _server.StartAsync();
        }

        var last = acknowledged.Sum();
        await Eventually.TrueAsync(() => acknowledged.Sum() > last + Writers, "writes after the last kill", Limit);
        await stop.CancelAsync();
        await Task.WhenAll(writers).WaitAsync(Limit, TestContext.Current.CancellationToken);

        for (var writer = 0; writer < Writers; writer++)
        {
            (await storage.ReadAsync($"{writer}")).State!.Visits.ShouldBe(acknowledged[writer], $"writer {writer}");
        }
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_recognized_as_stored()
    {
        await using var storage = await _database.OpenAsync(
            configure: static options =>
            {
                options.ConnectionString += ";Timeout=1;Cancellation Timeout=-1";
                options.CommandTimeout = TimeSpan.FromSeconds(1);
            },
            loggers: _log);
        var first = await storage.WriteAsync("1", "first");
        var gone = await storage.WriteAsync("2", "gone");
        await _server.SignalAllAsync("STOP");

        // They reach the server, which will carry them out when it goes on: after they were given up for lost here.
        var update = storage.WriteAsync("1", "second", first.ETag);
        var create = storage.WriteAsync("3", "new");
        var clear = storage.ClearAsync("2", gone.ETag);
        await Eventually.TrueAsync(() => _log.Lines.Any(static line => line.StartsWith("5022 ", StringComparison.Ordinal)), "the answer to be missed");
        await _server.SignalAllAsync("CONT");

        await Task.WhenAll(update, create, clear).WaitAsync(Limit, TestContext.Current.CancellationToken);
        (await storage.ReadAsync("1")).State!.Name.ShouldBe("second");
        (await storage.ReadAsync("1")).ETag.ShouldBe((await update).ETag);
        (await storage.ReadAsync("3")).ETag.ShouldBe((await create).ETag);
        (await storage.ReadAsync("2")).RecordExists.ShouldBeFalse();
        storage.Meters.SumOf("fabric.storage.conflicts").ShouldBe(0);
    }

    private static async Task<bool> TryWriteAsync(TestStorage storage, string key)
    {
        try
        {
            await storage.WriteAsync(key, "x");
            return true;
        }
        catch (StorageException)
        {
            return false;
        }
    }
}
