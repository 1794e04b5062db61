using System.Text.Json;
using Fabric.Conformance.Tests.Scripts;
using Fabric.FakeDiscord.Model;

namespace Fabric.Conformance.Tests.Lanyard;

/// <summary>Hand-written clients over the npm package ws, against the real program.</summary>
[Collection(nameof(LanyardCollection))]
public sealed class LanyardSocketTests(LanyardFabric fabric)
{
    private const string Odd = """{"name":"Odd","type":0,"id":"odd","created_at":9007199254740993,"nested":{"x":[1.50,1e3,"é"]}}""";

    [Theory]
    [InlineData("")]
    [InlineData("?compression=zlib_json")]
    public async Task Follows_one_user(string query)
    {
        var user = fabric.AddUser("one", DiscordPresence.Online());
        await MonitoredAsync(user);
        await using var client = Start(new { subscribe_to_id = user.ToString() }, query);

        var hello = await client.ExpectAsync("message", IsOp(1));
        var init = await client.ExpectAsync("message", IsEvent("INIT_STATE"));
        fabric.World.SetPresence(user, DiscordPresence.Of("dnd", "web", Activities.Raw(Odd)));
        var update = await client.ExpectAsync("message", IsEvent("PRESENCE_UPDATE"));

        hello.GetProperty("text").GetString().ShouldBe("""{"op":1,"d":{"heartbeat_interval":30000}}""");
        new[] { hello, init, update }.ShouldAllBe(message => message.GetProperty("isBinary").GetBoolean() == (query.Length > 0));
        (Seq(init), StatusOf(init.GetProperty("d"))).ShouldBe((1, "online"));
        (Seq(update), StatusOf(update.GetProperty("d"))).ShouldBe((2, "dnd"));
        update.GetProperty("d").TryGetProperty("user_id", out _).ShouldBeFalse();
        update.GetProperty("text").GetString()!.ShouldContain(Odd);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?compression=zlib_json")]
    public async Task Follows_several_users(string query)
    {
        var (one, two) = (fabric.AddUser("several1", DiscordPresence.Online()), fabric.AddUser("several2", DiscordPresence.Offline));
        await MonitoredAsync(one);
        await MonitoredAsync(two);
        await using var client = Start(new { subscribe_to_ids = new[] { one.ToString(), "1", two.ToString() } }, query);

        var init = await client.ExpectAsync("message", IsEvent("INIT_STATE"));
        fabric.World.SetPresence(two, DiscordPresence.Of("idle", "mobile"));
        var update = await client.ExpectAsync("message", IsEvent("PRESENCE_UPDATE"));

        var states = init.GetProperty("d").EnumerateObject().ToDictionary(static entry => entry.Name, static entry => StatusOf(entry.Value));
        states.ShouldBe(new Dictionary<string, string?> { [one.ToString()] = "online", [two.ToString()] = "offline" }, ignoreOrder: true);
        update.GetProperty("d").GetProperty("user_id").GetString().ShouldBe(two.ToString());
        StatusOf(update.GetProperty("d")).ShouldBe("idle");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?compression=zlib_json")]
    public async Task Follows_everybody_whoever_joins(string query)
    {
        var user = fabric.AddUser("everybody", DiscordPresence.Online());
        await MonitoredAsync(user);
        await using var client = Start(new { subscribe_to_all = true }, query);
        var init = await client.ExpectAsync("message", IsEvent("INIT_STATE"));

        var newcomer = fabric.AddUser("newcomer", DiscordPresence.Of("idle", "web"));
        var joined = await client.ExpectAsync("message", IsUpdateOf(newcomer, "idle"));
        fabric.World.SetPresence(user, DiscordPresence.Offline);
        await client.ExpectAsync("message", IsUpdateOf(user, "offline"));

        StatusOf(init.GetProperty("d").GetProperty(user.ToString())).ShouldBe("online");
        init.GetProperty("d").TryGetProperty(newcomer.ToString(), out _).ShouldBeFalse();
        joined.GetProperty("d").GetProperty("discord_user").GetProperty("username").GetString().ShouldBe("newcomer");
        var events = client.Seen("message").Skip(1).ToList();
        events.Select(Seq).ShouldBe(Enumerable.Range(1, events.Count));
    }

    private NodeScript Start(object subscribe, string query) =>
        NodeScript.Start("lanyard/socket.mjs", new { url = $"{fabric.Program.LanyardSocket}{query}", subscribe });

    /// <summary>A client of its own sees the user before the client under test subscribes.</summary>
    private async Task MonitoredAsync(Snowflake user)
    {
        await using var client = Start(new { subscribe_to_id = user.ToString() }, "");
        await client.ExpectAsync("message", message => IsOp(0)(message) && message.GetProperty("d").TryGetProperty("discord_status", out _));
    }

    private static Func<JsonElement, bool> IsOp(int op) => message => message.GetProperty("op").GetInt32() == op;

    private static Func<JsonElement, bool> IsEvent(string type) => message => IsOp(0)(message) && message.GetProperty("t").GetString() == type;

    private static Func<JsonElement, bool> IsUpdateOf(Snowflake user, string status) => message =>
        IsEvent("PRESENCE_UPDATE")(message)
        && message.GetProperty("d").GetProperty("user_id").GetString() == user.ToString()
        && StatusOf(message.GetProperty("d")) == status;

    private static int Seq(JsonElement message) => message.GetProperty("seq").GetInt32();

    private static string? StatusOf(JsonElement presence) => presence.GetProperty("discord_status").GetString();
}
