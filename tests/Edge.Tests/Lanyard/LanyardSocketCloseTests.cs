using System.IO.Compression;
using System.Text;
using Fabric.Edge.Tests.Support;
using Fabric.Edge.WebSockets;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lanyard;

/// <summary>The checks W of lanyard.md §9 that are about ends.</summary>
public sealed class LanyardSocketCloseTests : IAsyncLifetime
{
    private EdgeServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await EdgeServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("false")]
    [InlineData("\"true\"")]
    [InlineData("1")]
    [InlineData("null")]
    public async Task W11_subscribe_to_all_must_be_true(string value)
    {
        await ShouldCloseAsync($"{{\"op\":2,\"d\":{{\"subscribe_to_all\":{value}}}}}", 4006, "invalid_payload");
    }

    [Theory]
    [InlineData("{\"op\":2}")]
    [InlineData("{\"op\":2,\"d\":null}")]
    [InlineData("{\"op\":2,\"d\":[]}")]
    [InlineData("{\"op\":2,\"d\":\"x\"}")]
    [InlineData("{\"op\":2,\"d\":5}")]
    [InlineData("{\"op\":2,\"d\":{}}")]
    [InlineData("{\"op\":2,\"d\":{\"subscribe_to_id\":\"1\"},\"d\":{}}")]
    public async Task W13_initialize_needs_data(string message)
    {
        await ShouldCloseAsync(message, 4005, "requires_data_object");
    }

    [Theory]
    [InlineData("{\"op\":2,\"d\":{\"foo\":1}}")]
    [InlineData("{\"op\":2,\"d\":{\"subscribe_to_ids\":null}}")]
    [InlineData("{\"op\":2,\"d\":{\"subscribe_to_ids\":\"x\",\"subscribe_to_id\":\"94490510688792576\"}}")]
    [InlineData("{\"op\":2,\"d\":{\"subscribe_to_ids\":7}}")]
    public async Task W14_initialize_must_name_somebody(string message)
    {
        await ShouldCloseAsync(message, 4006, "invalid_payload");
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{")]
    [InlineData("{\"op\":3}x")]
    [InlineData("{\"op\":3,}")]
    [InlineData("{'op':3}")]
    [InlineData("{\"op\":03}")]
    [InlineData("{\"op\":3,\"d\":[}")]
    [InlineData("\uFEFF{\"op\":3}")]
    [InlineData("{\"op\":2,\"d\":{\"subscribe_to_id\":\"\\ud800\"}}")]
    public async Task W15_what_is_no_json_object_is_invalid(string message)
    {
        await ShouldCloseAsync(message, 4006, "invalid_payload");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"op\":null}")]
    [InlineData("{\"op\":0}")]
    [InlineData("{\"op\":1,\"d\":{\"subscribe_to_all\":true}}")]
    [InlineData("{\"op\":5}")]
    [InlineData("{\"op\":23}")]
    [InlineData("{\"op\":-2}")]
    [InlineData("{\"op\":\"2\"}")]
    [InlineData("{\"op\":2.0,\"d\":{\"subscribe_to_all\":true}}")]
    [InlineData("{\"op\":2e0}")]
    [InlineData("{\"op\":[3]}")]
    public async Task W16_any_other_opcode_is_unknown(string message)
    {
        await ShouldCloseAsync(message, 4004, "unknown_opcode");
    }

    [Fact]
    public async Task W20_clients_do_not_compress()
    {
        using var deflated = new MemoryStream();
        await using (var zlib = new ZLibStream(deflated, CompressionMode.Compress, leaveOpen: true))
        {
            zlib.Write("{\"op\":3}"u8);
        }

        await using var client = await _server.GreetAsync("/socket?compression=zlib_json");
        await client.SendAsync(WebSocketOpcode.Binary, deflated.ToArray());

        await client.ExpectCloseAsync(4006, "invalid_payload");
    }

    [Fact]
    public async Task W35_text_that_is_not_utf8_closes_with_1007()
    {
        await using var client = await _server.GreetAsync();

        await client.SendAsync(WebSocketOpcode.Text, [.. "{\"op\":3,\"x\":\""u8, 0xFF, .. "\"}"u8]);

        await client.ExpectCloseAsync(1007);
    }

    [Fact]
    public async Task W35_a_frame_of_ten_million_bytes_is_the_largest()
    {
        await using var client = await _server.GreetAsync();

        await client.SendAsync("{\"op\":3}".PadRight(9_900_000));
        await client.ExpectQuietAsync();
        await client.SendAsync("{\"op\":3}".PadRight(10_000_000));
        await client.ExpectQuietAsync();
        var sending = client.SendRawAsync(ClientFrame.Build(WebSocketOpcode.Text, new byte[10_100_000]));

        await client.ExpectCloseAsync(1009);
        await sending;
    }

    [Fact]
    public async Task W35_a_message_in_fragments_has_eight_million_bytes_at_most()
    {
        await using var client = await _server.GreetAsync();
        var half = Encoding.ASCII.GetBytes("{\"op\":3}".PadRight(4_000_000));
        var blank = Encoding.ASCII.GetBytes("".PadRight(4_000_000));

        await client.SendRawAsync(ClientFrame.Build(WebSocketOpcode.Text, half, final: false));
        await client.SendRawAsync(ClientFrame.Build(WebSocketOpcode.Continuation, blank));
        await client.ExpectQuietAsync();
        await client.SendRawAsync(ClientFrame.Build(WebSocketOpcode.Text, half, final: false));
        await client.SendRawAsync(ClientFrame.Build(WebSocketOpcode.Continuation, blank, final: false));
        await client.SendRawAsync(ClientFrame.Build(WebSocketOpcode.Continuation, " "u8));

        await client.ExpectCloseAsync(1009);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(4123)]
    [InlineData(1001)]
    public async Task W36_whatever_a_client_closes_with_is_answered_with_1000(int code)
    {
        await using var client = await _server.GreetAsync();

        await client.CloseAsync(code);

        var frame = await client.ReceiveAsync();
        frame.Opcode.ShouldBe(WebSocketOpcode.Close);
        frame.CloseCode.ShouldBe(1000);
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task After_a_close_the_messages_of_a_client_are_discarded()
    {
        await using var client = await _server.GreetAsync();

        await client.SendAsync("{\"op\":9}");
        await client.SendAsync("{\"op\":2,\"d\":{\"subscribe_to_id\":\"94490510688792576\"}}");
        await client.SendAsync(WebSocketOpcode.Ping, "x"u8.ToArray());

        await client.ExpectCloseAsync(4004, "unknown_opcode");
    }

    [Fact]
    public async Task An_unasked_pong_is_ignored()
    {
        await using var client = await _server.GreetAsync();

        await client.SendAsync(WebSocketOpcode.Pong, "hello"u8.ToArray());

        await client.ExpectQuietAsync();
    }

    [Fact]
    public async Task A_client_that_is_gone_leaves_nothing_behind()
    {
        await using (var client = await _server.GreetAsync())
        {
            await client.SendAsync("{\"op\":2,\"d\":{\"subscribe_to_id\":\"94490510688792576\"}}");
            await client.ReceiveJsonAsync();
            _server.OpenSockets.ShouldBe(1);
        }

        await Eventually.TrueAsync(() => _server.OpenSockets == 0, "the socket to be forgotten");
        _server.Feed.Publish(Presences.User, "idle");
    }

    [Fact]
    public async Task The_cluster_not_answering_closes_nobody_who_has_subscribed()
    {
        await using var client = await _server.GreetAsync();
        await client.SendAsync("{\"op\":2,\"d\":{\"subscribe_to_ids\":[\"94490510688792576\"]}}");
        await client.ReceiveJsonAsync();
        _server.Feed.Broken = true;

        await client.SendAsync("{\"op\":2,\"d\":{\"subscribe_to_ids\":[\"94490510688792576\"]}}");

        (await client.ReceiveJsonAsync())["t"]!.GetValue<string>().ShouldBe("INIT_STATE");
        await client.ExpectQuietAsync();
    }

    [Theory]
    [InlineData("\"subscribe_to_id\":\"80351110224678912\"")]
    [InlineData("\"subscribe_to_ids\":[\"80351110224678912\",\"94490510688792576\"]")]
    [InlineData("\"subscribe_to_all\":true")]
    public async Task Who_subscribes_while_the_cluster_does_not_answer_is_held_until_it_does(string subscription)
    {
        _server.Feed.Broken = true;
        await using var client = await _server.GreetAsync();
        await client.SendAsync($"{{\"op\":2,\"d\":{{{subscription}}}}}");
        await Eventually.TrueAsync(() => _server.Feed.Refused > 0, "the cluster to be asked");
        client.Stream.DataAvailable.ShouldBeFalse();

        _server.Feed.Broken = false;

        (await client.ReceiveJsonAsync())["t"]!.GetValue<string>().ShouldBe("INIT_STATE");
        _server.Log.Errors.ShouldBeEmpty();
    }

    private async Task ShouldCloseAsync(string message, int code, string reason)
    {
        await using var client = await _server.GreetAsync();

        await client.SendAsync(message);

        await client.ExpectCloseAsync(code, reason);
    }
}
