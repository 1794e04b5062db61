using System.Net;
using System.Text.Json.Nodes;
using Fabric.Abstractions.Ids;
using Fabric.Edge.Tests.Support;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Presence;

/// <summary>The front-ends over the grains and the gateway's stream.</summary>
public sealed class ClusterPresenceFeedTests : IAsyncLifetime
{
    private ClusterServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ClusterServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_member_is_served_and_counted_until_the_member_leaves()
    {
        (await GetAsync(Presences.User)).Status.ShouldBe(HttpStatusCode.NotFound);

        await _server.SeeAsync(Presences.User, "idle");
        var (status, body) = await GetAsync(Presences.User);

        status.ShouldBe(HttpStatusCode.OK);
        Presences.KeysOf(body["data"]).ShouldBe(Presences.Keys);
        body["data"]!["discord_status"]!.GetValue<string>().ShouldBe("idle");
        await Eventually.TrueAsync(async () => await CountAsync() == 1, "the member to be counted");

        await _server.LeaveAsync(Presences.User);
        (await GetAsync(Presences.User)).Status.ShouldBe(HttpStatusCode.NotFound);
        await Eventually.TrueAsync(async () => await CountAsync() == 0, "the member to be counted no more");
    }

    [Fact]
    public async Task A_change_reaches_those_who_follow_one_many_and_all()
    {
        await _server.SeeAsync(Presences.User, "idle");
        await using var one = await SubscribeAsync($"\"subscribe_to_id\":\"{Presences.User}\"");
        await using var many = await SubscribeAsync($"\"subscribe_to_ids\":[\"{Presences.User}\"]");
        await using var all = await SubscribeAsync("\"subscribe_to_all\":true");

        await _server.ChangeAsync(Presences.User, "dnd");

        foreach (var client in new[] { one, many, all })
        {
            var update = await client.ReceiveJsonAsync();
            update["t"]!.GetValue<string>().ShouldBe("PRESENCE_UPDATE");
            update["d"]!["discord_status"]!.GetValue<string>().ShouldBe("dnd");
        }

        (await GetAsync(Presences.User)).Body["data"]!["discord_status"]!.GetValue<string>().ShouldBe("dnd");
    }

    [Fact]
    public async Task Somebody_followed_before_joining_is_heard_of_when_joining()
    {
        await using var one = await SubscribeAsync($"\"subscribe_to_id\":\"{Presences.User}\"");
        await using var all = await SubscribeAsync("\"subscribe_to_all\":true");

        await _server.SeeAsync(Presences.User, "idle");

        (await one.ReceiveJsonAsync())["d"]!["discord_status"]!.GetValue<string>().ShouldBe("idle");
        (await all.ReceiveJsonAsync())["d"]!["user_id"]!.GetValue<string>().ShouldBe(Presences.User.ToString());
        await one.ExpectQuietAsync();
        await all.ExpectQuietAsync();
    }

    [Fact]
    public async Task Leaving_is_silent_and_coming_back_is_not()
    {
        await _server.SeeAsync(Presences.User, "idle");
        await using var client = await SubscribeAsync($"\"subscribe_to_id\":\"{Presences.User}\"");

        await _server.LeaveAsync(Presences.User);
        await Eventually.TrueAsync(async () => (await GetAsync(Presences.User)).Status == HttpStatusCode.NotFound, "the leave to arrive");
        await client.ExpectQuietAsync();
        await _server.SeeAsync(Presences.User, "online");

        (await client.ReceiveJsonAsync())["d"]!["discord_status"]!.GetValue<string>().ShouldBe("online");
    }

    [Fact]
    public async Task Everybody_is_everybody()
    {
        var users = Enumerable.Range(1, 500).Select(static i => new UserId((ulong)i << 22)).ToList();
        await Task.WhenAll(users.Select(user => _server.SeeAsync(user, "idle")));
        await using var client = await _server.ConnectAsync();
        await client.ReceiveJsonAsync();

        await client.SendAsync("{\"op\":2,\"d\":{\"subscribe_to_all\":true}}");
        var init = await client.ReceiveJsonAsync();

        Presences.KeysOf(init["d"]).ShouldBe(users.Select(static user => user.ToString()), ignoreOrder: true);
    }

    private async Task<SocketClient> SubscribeAsync(string subscription)
    {
        var client = await _server.ConnectAsync();
        await client.ReceiveJsonAsync();
        await client.SendAsync($"{{\"op\":2,\"d\":{{{subscription}}}}}");
        (await client.ReceiveJsonAsync())["t"]!.GetValue<string>().ShouldBe("INIT_STATE");
        return client;
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> GetAsync(UserId user)
    {
        using var response = await _server.Http.GetAsync($"/v1/users/{user}");
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private async Task<int> CountAsync() =>
        JsonNode.Parse(await _server.Http.GetStringAsync("/"))!["data"]!["monitored_user_count"]!.GetValue<int>();
}
