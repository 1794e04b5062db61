using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Fabric.Edge.Tests.Support;

namespace Fabric.Edge.Tests.Lanyard;

/// <summary>.NET's own client, which keeps connections alive with unasked pongs: Lanyard cuts it off for them.</summary>
public sealed class DotNetClientTests
{
    [Fact]
    public async Task It_subscribes_survives_its_own_pongs_and_closes_in_good_order()
    {
        await using var server = await EdgeServer.StartAsync();
        using var client = new ClientWebSocket();
        client.Options.KeepAliveInterval = TimeSpan.FromMilliseconds(20);
        await client.ConnectAsync(new Uri($"ws://127.0.0.1:{server.Port}/socket"), CancellationToken.None);
        await ReceiveAsync(client);

        await SendAsync(client, $"{{\"op\":2,\"d\":{{\"subscribe_to_id\":\"{Presences.User}\"}}}}");
        (await ReceiveAsync(client))["t"]!.GetValue<string>().ShouldBe("INIT_STATE");
        for (var i = 0; i < 20; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            server.Feed.Publish(Presences.User, $"{i}");
            (await ReceiveAsync(client))["d"]!["discord_status"]!.GetValue<string>().ShouldBe($"{i}");
        }

        await client.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "bye", CancellationToken.None);
        client.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    private static Task SendAsync(ClientWebSocket client, string text) =>
        client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<JsonNode> ReceiveAsync(ClientWebSocket client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        var buffer = new byte[64 * 1024];
        var received = await client.ReceiveAsync(buffer, patience.Token);
        received.EndOfMessage.ShouldBeTrue();
        return JsonNode.Parse(buffer.AsSpan(0, received.Count))!;
    }
}
