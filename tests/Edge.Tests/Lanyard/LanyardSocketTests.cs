using System.Text;
using System.Text.Json.Nodes;
using Fabric.Edge.Tests.Support;
using Fabric.Edge.WebSockets;

namespace Fabric.Edge.Tests.Lanyard;

/// <summary>The checks W of lanyard.md §9 that are about subscribing and being told, in the form that the decisions give them.</summary>
public sealed partial class LanyardSocketTests : IAsyncLifetime
{
    private EdgeServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await EdgeServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task W1_hello_comes_first()
    {
        await using var client = await _server.ConnectAsync();

        var frame = await client.ReceiveAsync();

        frame.Opcode.ShouldBe(WebSocketOpcode.Text);
        frame.Text.ShouldBe("{\"op\":1,\"d\":{\"heartbeat_interval\":30000}}");
    }

    [Fact]
    public async Task W1_the_handshake_is_answered_with_lanyards_headers()
    {
        await using var client = await _server.ConnectAsync("/socket", "Origin: https://example.org");

        client.Response.ShouldStartWith("HTTP/1.1 101 ");
        client.Response.ShouldContain("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
        client.Response.ShouldContain("\r\nConnection: Upgrade\r\n");
        client.Response.ShouldContain("\r\nUpgrade: websocket\r\n");
        client.Response.ShouldContain("\r\nCache-Control: max-age=0, private, must-revalidate\r\n");
        client.Response.ShouldContain("\r\nAccess-Control-Allow-Origin: *\r\n");
        client.Response.ShouldContain("\r\nDate: ");
    }

    [Theory]
    [InlineData("/socket?compression=zlib_json")]
    [InlineData("/socket/?compression=zlib%5Fjson")]
    [InlineData("/socket?compression=foo&compression=zlib_json")]
    public async Task W2_zlib_json_makes_hello_a_binary_zlib_stream(string target)
    {
        await using var client = await _server.ConnectAsync(target);

        var frame = await client.ReceiveAsync();

        frame.Opcode.ShouldBe(WebSocketOpcode.Binary);
        frame.Payload[..2].ShouldBe([0x78, 0x9C]);
        Encoding.UTF8.GetString(SocketClient.Inflate(frame.Payload)).ShouldBe("{\"op\":1,\"d\":{\"heartbeat_interval\":30000}}");
    }

    [Fact]
    public async Task W3_every_zlib_message_stands_alone()
    {
        await using var client = await _server.GreetAsync("/socket?compression=zlib_json");

        await client.SendAsync(One(Presences.User));
        var init = await client.ReceiveJsonAsync();
        _server.Feed.Publish(Presences.User, "dnd");
        var update = await client.ReceiveJsonAsync();
        await client.SendAsync(All);
        var everybody = await client.ReceiveJsonAsync();

        init.ToJsonString().ShouldBe(Event(1, "INIT_STATE", Presences.Json(Presences.User)));
        update.ToJsonString().ShouldBe(Event(2, "PRESENCE_UPDATE", Presences.Json(Presences.User, "dnd")));
        everybody["seq"]!.GetValue<int>().ShouldBe(3);
        Presences.KeysOf(everybody["d"]).ShouldBe([Presences.User.ToString()]);
    }

    [Theory]
    [InlineData("ZLIB_JSON")]
    [InlineData("zlib")]
    [InlineData("")]
    [InlineData("zlib_json&compression=foo")]
    public async Task W4_any_other_compression_is_none(string compression)
    {
        await using var client = await _server.ConnectAsync($"/socket?compression={compression}");

        (await client.ReceiveAsync()).Opcode.ShouldBe(WebSocketOpcode.Text);
    }

    [Fact]
    public async Task W5_subscribing_to_one_is_answered_with_the_bare_presence_numbered_one()
    {
        await using var client = await _server.GreetAsync();

        await client.SendAsync(One(Presences.User));

        (await client.ReceiveAsync()).Text.ShouldBe($"{{\"op\":0,\"seq\":1,\"t\":\"INIT_STATE\",\"d\":{Presences.Json(Presences.User)}}}");
    }

    [Theory]
    [InlineData("\"80351110224678912\"")]
    [InlineData("94490510688792576")]
    [InlineData("null")]
    [InlineData("[\"94490510688792576\"]")]
    [InlineData("\"nope\"")]
    [InlineData("true")]
    public async Task W6_W7_whoever_is_unknown_is_an_empty_object(string id)
    {
        await using var client = await _server.GreetAsync();

        await client.SendAsync($"{{\"op\":2,\"d\":{{\"subscribe_to_id\":{id}}}}}");

        (await client.ReceiveAsync()).Text.ShouldBe("{\"op\":0,\"seq\":1,\"t\":\"INIT_STATE\",\"d\":{}}");
        await client.ExpectQuietAsync();
    }

    [Theory]
    [InlineData("[\"94490510688792576\",\"80351110224678912\"]", "94490510688792576")]
    [InlineData("[\"94490510688792576\",\"94490510688792576\"]", "94490510688792576")]
    [InlineData("[\"\\u00394490510688792576\"]", "94490510688792576")]
    [InlineData("[94490510688792576,null,{\"x\":\"94490510688792576\"},[\"94490510688792576\"]]", null)]
    [InlineData("[]", null)]
    [InlineData("{\"94490510688792576\":\"94490510688792576\"}", null)]
    public async Task W8_W9_W10_a_list_is_answered_with_a_map_of_those_who_are_monitored(string ids, string? expected)
    {
        await using var client = await _server.GreetAsync();

        await client.SendAsync($"{{\"op\":2,\"d\":{{\"subscribe_to_ids\":{ids}}}}}");
        var init = await client.ReceiveJsonAsync();

        init["t"]!.GetValue<string>().ShouldBe("INIT_STATE");
        Presences.KeysOf(init["d"]).ShouldBe(expected is null ? [] : [expected]);
    }

    [Fact]
    public async Task W11_subscribing_to_all_is_answered_with_everybody()
    {
        _server.Feed.Publish(Presences.Other, "idle");
        await using var client = await _server.GreetAsync();

        await client.SendAsync(All);
        var init = await client.ReceiveJsonAsync();

        Presences.KeysOf(init["d"]).ShouldBe([Presences.User.ToString(), Presences.Other.ToString()], ignoreOrder: true);
        init["d"]![Presences.Other.ToString()]!["discord_status"]!.GetValue<string>().ShouldBe("idle");
    }

    [Fact]
    public async Task W12_ids_come_before_id_and_id_before_all()
    {
        _server.Feed.Publish(Presences.Other);
        await using var client = await _server.GreetAsync();

        await client.SendAsync(
            $"{{\"op\":2,\"d\":{{\"subscribe_to_all\":true,\"subscribe_to_id\":\"{Presences.User}\",\"subscribe_to_ids\":[\"{Presences.Other}\"]}}}}");
        var ids = await client.ReceiveJsonAsync();
        await client.SendAsync($"{{\"op\":2,\"d\":{{\"subscribe_to_all\":true,\"subscribe_to_id\":\"{Presences.User}\"}}}}");
        var id = await client.ReceiveJsonAsync();

        Presences.KeysOf(ids["d"]).ShouldBe([Presences.Other.ToString()]);
        Presences.KeysOf(id["d"]).ShouldBe(Presences.Keys);
    }

    [Theory]
    [InlineData("{\"op\":3}")]
    [InlineData("{\"op\":3,\"d\":null,\"t\":null}")]
    [InlineData(" \n{\"d\":[1,{\"op\":2}],\"op\":3}\t ")]
    public async Task W17_a_heartbeat_has_no_answer(string heartbeat)
    {
        await using var client = await _server.GreetAsync();

        await client.SendAsync(heartbeat);

        await client.ExpectQuietAsync();
    }

    [Fact]
    public async Task W18_nothing_has_to_wait_for_hello()
    {
        await using var client = await _server.ConnectAsync();

        await client.SendAsync("{\"op\":3}");
        await client.SendAsync(One(Presences.User));

        (await client.ReceiveJsonAsync())["op"]!.GetValue<int>().ShouldBe(1);
        (await client.ReceiveJsonAsync())["t"]!.GetValue<string>().ShouldBe("INIT_STATE");
    }

    [Fact]
    public async Task W19_binary_is_as_good_as_text()
    {
        await using var client = await _server.GreetAsync();

        await client.SendAsync(WebSocketOpcode.Binary, Encoding.UTF8.GetBytes(One(Presences.User)));

        (await client.ReceiveJsonAsync())["t"]!.GetValue<string>().ShouldBe("INIT_STATE");
    }

    [Fact]
    public async Task W21_subscriptions_add_up()
    {
        _server.Feed.Publish(Presences.Other);
        await using var client = await _server.GreetAsync();

        await client.SendAsync(One(Presences.User));
        var first = await client.ReceiveJsonAsync();
        await client.SendAsync(One(Presences.Other));
        var second = await client.ReceiveJsonAsync();
        _server.Feed.Publish(Presences.User, "idle");
        var third = await client.ReceiveJsonAsync();
        _server.Feed.Publish(Presences.Other, "dnd");
        var fourth = await client.ReceiveJsonAsync();

        first.ToJsonString().ShouldBe(Event(1, "INIT_STATE", Presences.Json(Presences.User)));
        second.ToJsonString().ShouldBe(Event(2, "INIT_STATE", Presences.Json(Presences.Other)));
        third.ToJsonString().ShouldBe(Event(3, "PRESENCE_UPDATE", Presences.Json(Presences.User, "idle")));
        fourth.ToJsonString().ShouldBe(Event(4, "PRESENCE_UPDATE", Presences.Json(Presences.Other, "dnd")));
    }

    [Fact]
    public async Task W22_whoever_subscribes_in_every_way_is_told_once()
    {
        await using var client = await _server.GreetAsync();
        foreach (var subscription in new[] { One(Presences.User), One(Presences.User), Many(Presences.User), All, All })
        {
            await client.SendAsync(subscription);
            await client.ReceiveJsonAsync();
        }

        _server.Feed.Publish(Presences.User, "idle");

        (await client.ReceiveJsonAsync())["d"]!["discord_status"]!.GetValue<string>().ShouldBe("idle");
        await client.ExpectQuietAsync();
    }

    private const string All = "{\"op\":2,\"d\":{\"subscribe_to_all\":true}}";

    private static string One(Abstractions.Ids.UserId user) => $"{{\"op\":2,\"d\":{{\"subscribe_to_id\":\"{user}\"}}}}";

    private static string Many(params Abstractions.Ids.UserId[] users) =>
        $"{{\"op\":2,\"d\":{{\"subscribe_to_ids\":[{string.Join(',', users.Select(static user => $"\"{user}\""))}]}}}}";

    /// <summary>An event as this process writes JSON, to be compared with what a client read.</summary>
    private static string Event(int number, string type, string data) =>
        JsonNode.Parse($"{{\"op\":0,\"seq\":{number},\"t\":\"{type}\",\"d\":{data}}}")!.ToJsonString();
}
