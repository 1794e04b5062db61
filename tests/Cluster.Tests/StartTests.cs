using System.Net.WebSockets;
using Fabric.Cluster.Tests.Support;
using Fabric.Testing;

namespace Fabric.Cluster.Tests;

/// <summary>A process that cannot take part in the cluster says why in one line and ends with status 1.</summary>
public sealed class StartTests(SharedPostgres postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private Scene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await Scene.CreateAsync(postgres.Server);

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_gateway_waits_for_a_silo_and_says_so()
    {
        var gateway = _scene.Start(_scene.GatewayOptions());
        await gateway.SayAsync(new("No silo of cluster 'fabric' answers .*; waiting for one, so far 5 s"), Limit);

        await _scene.StartSiloAsync();
        await gateway.BeReadyAsync();

        await Http.BecomesReadyAsync(gateway.Operations, Limit);
    }

    [Fact]
    public async Task A_gateway_that_waits_for_a_silo_asks_its_clients_to_try_again()
    {
        var port = LoopbackPort.Free();
        var gateway = _scene.Start(_scene.GatewayOptions() with { LanyardPort = port });
        await gateway.SayAsync(new("No silo of cluster"), Limit);
        var address = new Uri($"http://127.0.0.1:{port}/v1/users/94490510688792576");
        await Eventually.TrueAsync(() => Http.AnswersAsync(address), "the gateway to listen", Limit);
        using var http = new HttpClient();
        using var socket = new ClientWebSocket();

        using var response = await http.GetAsync(address);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/socket"), CancellationToken.None);
        await socket.SendAsync("""{"op":2,"d":{"subscribe_to_id":"94490510688792576"}}"""u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        var buffer = new byte[4096];
        while ((await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Limit)).MessageType != WebSocketMessageType.Close)
        {
        }

        ((int)response.StatusCode, response.Headers.RetryAfter?.Delta).ShouldBe((503, TimeSpan.FromSeconds(1)));
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"code\":\"unavailable\"");
        ((int?)socket.CloseStatus).ShouldBe(1013);
    }

    [Fact]
    public async Task A_gateway_that_waits_for_a_silo_ends_when_it_is_asked_to()
    {
        var gateway = _scene.Start(_scene.GatewayOptions());
        await gateway.SayAsync(new("No silo of cluster"), Limit);

        await gateway.SignalAsync("TERM");

        (await gateway.EndAsync(Limit)).ShouldBe(0);
    }

    [Fact]
    public async Task A_second_silo_at_the_same_address_is_refused_and_the_first_serves_on()
    {
        var first = await _scene.StartSiloAsync();
        var port = await _scene.QueryAsync<int>("SELECT port FROM fabric.membership");

        var line = await RefusalAsync(_scene.SiloOptions($"Cluster:SiloPort={port}"));

        line.ShouldStartWith($"Cluster:SiloPort is {port}, which cannot be listened on at 127.0.0.1 (");
        line.ShouldEndWith("stop the other silo or program there, or set another port (0 takes any that is free).");
        (await Http.GetAsync(new Uri(first.Operations, "/health/live"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_silo_that_advertises_anothers_address_from_elsewhere_is_refused_and_the_first_serves_on()
    {
        var first = await _scene.StartSiloAsync("Cluster:AdvertisedAddress=127.0.0.1", "Cluster:ListenAddress=127.0.0.1");
        var port = await _scene.QueryAsync<int>("SELECT port FROM fabric.membership");

        var line = await RefusalAsync(_scene.SiloOptions(
            "Cluster:AdvertisedAddress=127.0.0.1", "Cluster:ListenAddress=127.0.0.2", $"Cluster:SiloPort={port}"));

        line.ShouldStartWith($"The silo's address is 127.0.0.1:{port}, where another silo of this cluster answers (on machine '");
        line.ShouldEndWith("'); set Cluster:AdvertisedAddress to an address of this machine alone, or Cluster:SiloPort to another port.");
        await Http.BecomesReadyAsync(first.Operations, Limit);
        (await _scene.QueryAsync<long>("SELECT count(*) FROM fabric.membership")).ShouldBe(1);
    }

    [Fact]
    public async Task A_silo_that_was_killed_starts_again_at_its_address_at_once()
    {
        var killed = await _scene.StartSiloAsync();
        var port = await _scene.QueryAsync<int>("SELECT port FROM fabric.membership");
        await killed.SignalAsync("KILL");
        await killed.EndAsync();

        var next = await _scene.StartSiloAsync($"Cluster:SiloPort={port}");

        (await Http.GetAsync(new Uri(next.Operations, "/health/live"))).Status.ShouldBe(200);
        (await _scene.QueryAsync<long>($"SELECT count(*) FROM fabric.membership WHERE port = {port}")).ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_silos_of_different_clusters_that_start_at_once_in_a_new_database_one_is_refused()
    {
        FabricProcess[] silos = [_scene.Start(_scene.SiloOptions("Cluster:Id=one")), _scene.Start(_scene.SiloOptions("Cluster:Id=two"))];

        await Eventually.TrueAsync(() => Array.Exists(silos, static silo => !silo.IsRunning), "one of them to end", Limit, () => string.Join('\n', silos.Select(static silo => silo.Tail())));
        var refused = silos.Where(static silo => !silo.IsRunning).ShouldHaveSingleItem();
        (await refused.EndAsync(Limit)).ShouldBe(1);
        refused.Errors.ShouldHaveSingleItem(refused.Tail()).ShouldStartWith("Cluster:Id is '");

        await Array.Find(silos, static silo => silo.IsRunning)!.BeReadyAsync();
    }

    [Fact]
    public async Task Silos_and_gateways_of_another_cluster_are_refused_in_a_database_in_use()
    {
        await _scene.StartSiloAsync();

        foreach (var options in new[] { _scene.SiloOptions("Cluster:Id=other"), _scene.GatewayOptions("Cluster:Id=other") })
        {
            var line = await RefusalAsync(options);

            line.ShouldStartWith("Cluster:Id is 'other', and silos of cluster 'fabric' are alive in the database of Storage:ConnectionString");
            line.ShouldContain("set Cluster:Id to 'fabric' to join them, or use another database.");
        }
    }

    [Fact]
    public async Task A_schema_newer_than_the_program_is_refused()
    {
        await (await _scene.StartSiloAsync()).DisposeAsync();
        await _scene.QueryAsync<int>("INSERT INTO fabric.schema_version (version) VALUES (4711) RETURNING version");

        foreach (var options in new[] { _scene.SiloOptions(), _scene.GatewayOptions() })
        {
            (await RefusalAsync(options)).ShouldContain("has schema version 4711, and this program knows versions up to");
        }
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_not_shown()
    {
        var wrong = _scene.ConnectionString.Replace(PostgresServer.Password, "wrong horse", StringComparison.Ordinal);

        foreach (var options in new[] { _scene.SiloOptions(), _scene.GatewayOptions() })
        {
            var line = await RefusalAsync(options with { Settings = [.. options.Settings, $"Storage:ConnectionString={wrong}"] });

            line.ShouldContain("and the server refuses the login");
            line.ShouldNotContain("horse");
        }
    }

    [Theory]
    [InlineData("Cluster:Roles=presence,juggling", "Cluster:Roles is 'presence,juggling'; it must be one or more of presence, ingest, voice, separated by commas.")]
    [InlineData("Cluster:Id=a b", "Cluster:Id is 'a b'; it must be 1 to 64 letters, digits, '-', '_' or '.'.")]
    [InlineData(
        "Cluster:AdvertisedAddress=192.0.2.1",
        "The silo's address is '192.0.2.1', which this machine does not have; set Cluster:AdvertisedAddress to one of its own, or Cluster:ListenAddress to '*' where the advertised one is forwarded to it.")]
    public async Task A_setting_that_cannot_work_is_named_with_the_fix(string setting, string line) =>
        (await RefusalAsync(_scene.SiloOptions(setting))).ShouldBe(line);

    [Fact]
    public async Task A_gateway_without_a_database_is_told_that_it_needs_one()
    {
        var options = _scene.GatewayOptions();

        var line = await RefusalAsync(options with { Settings = [] });

        line.ShouldBe(
            "Storage:ConnectionString names no PostgreSQL server; a gateway finds the silos in their database: set it to the same as theirs.");
    }

    [Theory]
    [InlineData("Edge:PresenceRefresh=often", "Edge:PresenceRefresh is 'often'; it must be a time such as 00:00:10.")]
    [InlineData("Edge:Enabled=maybe", "Edge:Enabled is 'maybe'; it must be 'true' or 'false'.")]
    [InlineData("Storage:BatchRecords=many", "Storage:BatchRecords is 'many'; it must be a whole number.")]
    public async Task A_value_that_a_gateway_cannot_read_is_named_with_what_it_must_be(string setting, string line) =>
        (await RefusalAsync(_scene.GatewayOptions(setting))).ShouldBe(line);

    private async Task<string> RefusalAsync(FabricProcessOptions options)
    {
        var process = _scene.Start(options);

        var status = await process.EndAsync(Limit);

        var line = process.Errors.ShouldHaveSingleItem(process.Tail());
        process.Output.ShouldNotContain(static said => said.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        status.ShouldBe(1);
        return line;
    }
}
