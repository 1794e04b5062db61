using System.Text.Json;
using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Model;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests;

/// <summary>Who has opted out by <c>/presence hide</c> is to clients as one who is not monitored.</summary>
public sealed class HiddenUserTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Is_not_served_not_listed_and_not_told_of_until_shown_again()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var (ann, ben) = (discord.World.AddUser("ann"), discord.World.AddUser("ben"));
        discord.World.AddGuild("guild", [ann.Id, ben.Id]);
        await using var fabric = await FabricProcess.StartReadyAsync(_scene.With(discord));
        await BecomesAsync(fabric, ann.Id, 200);
        await BecomesAsync(fabric, ben.Id, 200);
        using var follower = await LanyardSocket.SubscribeAsync(fabric.LanyardSocket, new { subscribe_to_id = $"{ann.Id}" });
        await follower.ExpectAsync("INIT_STATE");

        await GiveAsync(discord, ann.Id, "presence hide");
        await BecomesAsync(fabric, ann.Id, 404);
        discord.World.SetPresence(ann.Id, DiscordPresence.Online());
        using var one = await LanyardSocket.SubscribeAsync(fabric.LanyardSocket, new { subscribe_to_id = $"{ann.Id}" });
        var single = await one.ExpectAsync("INIT_STATE");
        using var all = await LanyardSocket.SubscribeAsync(fabric.LanyardSocket, new { subscribe_to_all = true });
        var listed = await all.ExpectAsync("INIT_STATE");
        await GiveAsync(discord, ann.Id, "presence show");
        await BecomesAsync(fabric, ann.Id, 200);
        var told = await follower.ExpectAsync("PRESENCE_UPDATE");

        single.EnumerateObject().ShouldBeEmpty();
        listed.TryGetProperty($"{ben.Id}", out _).ShouldBeTrue();
        listed.TryGetProperty($"{ann.Id}", out _).ShouldBeFalse();
        told.GetProperty("discord_status").GetString().ShouldBe("online", "of what was between nobody is told");
    }

    private static Task BecomesAsync(FabricProcess fabric, Snowflake user, int status) => Eventually.TrueAsync(
        async () => (await Http.GetPresenceAsync(fabric, user)).Status == status, $"user {user} to be answered with {status}", Patience);

    private static async Task GiveAsync(FakeDiscordServer discord, Snowflake user, string command)
    {
        var interaction = discord.Commands.Give(user, command);
        await Eventually.TrueAsync(() => interaction.Answer.ValueKind == JsonValueKind.Object, $"/{command} to be answered", Patience);
    }
}
