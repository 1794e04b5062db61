using System.Text.Json.Nodes;
using Fabric.Edge.Tests.Support;

namespace Fabric.Edge.Tests.Lanyard;

/// <summary>The keys <c>monitoring_since</c> and <c>last_seen</c>, against real grains.</summary>
public sealed class LanyardTimesTests : IAsyncLifetime
{
    private ClusterServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ClusterServer.StartAsync(KeyValuePair.Create<string, string?>("Presence:ShowTimes", "true"));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Are_behind_the_eleven_where_they_are_asked_for()
    {
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await _server.SeeAsync(Presences.User, "online");
        var online = await ReadAsync();
        await _server.ChangeAsync(Presences.User, "offline");
        var offline = await ReadAsync();
        var after = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        Presences.KeysOf(online).ShouldBe([.. Presences.Keys, "monitoring_since", "last_seen"]);
        var since = online["monitoring_since"]!.GetValue<long>();
        since.ShouldBeInRange(before, after);
        online["last_seen"]!.GetValue<long>().ShouldBe(since);
        offline["monitoring_since"]!.GetValue<long>().ShouldBe(since);
        offline["last_seen"]!.GetValue<long>().ShouldBeInRange(since, after);
    }

    [Fact]
    public async Task Are_never_the_cause_of_an_update()
    {
        await _server.SeeAsync(Presences.User, "online");
        await using var client = await _server.ConnectAsync();
        await client.ReceiveJsonAsync();
        await client.SendAsync($"{{\"op\":2,\"d\":{{\"subscribe_to_id\":\"{Presences.User}\"}}}}");
        var before = (await client.ReceiveJsonAsync())["d"]!.ToJsonString();

        await _server.ChangeAsync(Presences.User, "online");
        await _server.SeeAsync(Presences.User, "online");

        (await ReadAsync()).ToJsonString().ShouldBe(before);
        await client.ExpectQuietAsync();
    }

    private async Task<JsonNode> ReadAsync() =>
        JsonNode.Parse(await _server.Http.GetStringAsync($"/v1/users/{Presences.User}"))!["data"]!;
}
