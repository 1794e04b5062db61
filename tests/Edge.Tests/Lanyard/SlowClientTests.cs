using System.Text;
using Fabric.Abstractions.Ids;
using Fabric.Edge.Tests.Support;
using Fabric.Edge.WebSockets;

namespace Fabric.Edge.Tests.Lanyard;

/// <summary>Clients that do not keep up with what they asked for.</summary>
public sealed class SlowClientTests
{
    private const int MaxQueued = 200;

    /// <summary>More than the buffers of both sides take.</summary>
    private const int Flood = 2000;

    private static readonly WebSocketLimits Limits = new() { MaxQueuedMessages = MaxQueued };

    [Fact]
    public async Task A_client_far_behind_gets_the_newest_presence_and_misses_those_in_between()
    {
        await using var server = await EdgeServer.StartAsync(limits: Limits);
        await using var client = await SubscribeAsync(server, $"\"subscribe_to_id\":\"{Presences.User}\"");

        for (var i = 1; i <= Flood; i++)
        {
            server.Feed.Publish(Presences.User, Large(Presences.User, i));
        }

        var seen = new List<int>();
        for (var number = 2; seen.LastOrDefault() < Flood; number++)
        {
            var update = await client.ReceiveJsonAsync();
            update["seq"]!.GetValue<int>().ShouldBe(number, "what is left out takes no number");
            seen.Add(int.Parse(update["d"]!["discord_status"]!.GetValue<string>()));
        }

        seen.ShouldBeInOrder(SortDirection.Ascending);
        seen.Count.ShouldBeLessThan(Flood);
        await client.ExpectQuietAsync();
    }

    [Fact]
    public async Task A_client_that_stays_behind_is_closed_with_1013()
    {
        await using var server = await EdgeServer.StartAsync(limits: Limits);
        await using var client = await SubscribeAsync(server, "\"subscribe_to_all\":true");

        for (var i = 1; i <= Flood; i++)
        {
            var user = new UserId((ulong)i);
            server.Feed.Publish(user, Large(user, i));
        }

        Frame frame;
        while ((frame = await client.ReceiveAsync()).Opcode == WebSocketOpcode.Text)
        {
        }

        frame.Opcode.ShouldBe(WebSocketOpcode.Close);
        frame.CloseCode.ShouldBe(1013);
        frame.CloseReason.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_does_not_read_holds_up_nobody_else()
    {
        await using var server = await EdgeServer.StartAsync(limits: Limits);
        await using var slow = await SubscribeAsync(server, $"\"subscribe_to_id\":\"{Presences.User}\"");
        await using var quick = await SubscribeAsync(server, $"\"subscribe_to_id\":\"{Presences.User}\"");

        for (var i = 1; i <= Flood; i++)
        {
            server.Feed.Publish(Presences.User, Large(Presences.User, i));
            if (i % 50 == 0)
            {
                await ReadUpToAsync(quick, i);
            }
        }

        await quick.ExpectQuietAsync();
    }

    private static async Task ReadUpToAsync(SocketClient client, int last)
    {
        while ((await client.ReceiveJsonAsync())["d"]!["discord_status"]!.GetValue<string>() is var status && int.Parse(status) < last)
        {
        }
    }

    private static async Task<SocketClient> SubscribeAsync(EdgeServer server, string subscription)
    {
        var client = await server.GreetAsync();
        await client.SendAsync($"{{\"op\":2,\"d\":{{{subscription}}}}}");
        await client.ReceiveJsonAsync();
        return client;
    }

    private static byte[] Large(UserId user, int number) =>
        Encoding.UTF8.GetBytes($"{{\"discord_status\":\"{number}\",\"id\":\"{user}\",\"pad\":\"{new string('x', 10_000)}\"}}");
}
