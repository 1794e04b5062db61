using System.Text.Json;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests;

/// <summary>The checks of lanyard.md §9 that begin at Discord's gateway: W26, W27, P1 to P5 and G1 to G3, through the whole program.</summary>
public sealed class LanyardChecksTests(FollowedFabric fabric) : IClassFixture<FollowedFabric>
{
    private static readonly string[] Keys =
    [
        "kv", "discord_user", "activities", "discord_status", "active_on_discord_web", "active_on_discord_desktop", "active_on_discord_mobile",
        "active_on_discord_embedded", "active_on_discord_vr", "listening_to_spotify", "spotify",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task W26_a_member_update_is_sent_with_the_new_user()
    {
        var (user, _) = await fabric.AddUserAsync(DiscordPresence.Offline);
        using var client = await fabric.SubscribeAsync(user);

        fabric.World.UpdateUser(user, static known => known with { Username = "renamed", Avatar = "a_1" });

        var presence = await client.ExpectAsync("PRESENCE_UPDATE");
        presence.GetProperty("discord_user").GetProperty("username").GetString().ShouldBe("renamed");
        presence.GetProperty("discord_user").GetProperty("avatar").GetString().ShouldBe("a_1");
    }

    [Fact]
    public async Task W27_the_user_in_a_presence_update_does_not_count()
    {
        var (user, guild) = await fabric.AddUserAsync();
        using var client = await fabric.SubscribeAsync(user);

        fabric.Discord.Gateway.Dispatch("PRESENCE_UPDATE", JsonElement.Parse($$"""
            {"user":{"id":"{{user}}","username":"renamed"},"guild_id":"{{guild}}","status":"dnd","activities":[],"client_status":{"web":"dnd"} }
            """), guild);

        var presence = await client.ExpectAsync("PRESENCE_UPDATE");
        presence.GetProperty("discord_status").GetString().ShouldBe("dnd");
        presence.GetProperty("discord_user").GetProperty("username").GetString().ShouldBe("somebody");
    }

    [Fact]
    public async Task P1_a_member_without_a_presence_is_offline()
    {
        var (user, _) = await fabric.AddUserAsync(DiscordPresence.Offline);

        var presence = await ReadAsync(user);

        presence.EnumerateObject().Select(static property => property.Name).ShouldBe(Keys);
        presence.GetProperty("discord_status").GetString().ShouldBe("offline");
        presence.GetProperty("activities").GetArrayLength().ShouldBe(0);
        presence.GetProperty("spotify").ValueKind.ShouldBe(JsonValueKind.Null);
        presence.GetProperty("listening_to_spotify").GetBoolean().ShouldBeFalse();
        ActiveOn(presence).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("desktop", "web")]
    [InlineData("mobile", "embedded", "vr")]
    public async Task P2_clients_are_active_by_their_keys(params string[] clients)
    {
        var (user, _) = await fabric.AddUserAsync(new DiscordPresence
        {
            Status = "online",
            ClientStatus = clients.ToDictionary(static client => client, static _ => "online"),
        });

        ActiveOn(await ReadAsync(user)).ShouldBe(clients, ignoreOrder: true);
    }

    [Fact]
    public async Task P3_spotify_has_six_keys()
    {
        var (user, _) = await fabric.AddUserAsync();
        fabric.World.SetPresence(user, DiscordPresence.Online(Activities.Spotify(
            new SpotifyTrack("4uLU", "Song", ["One", "Two"], "Album", "ab67", TimeSpan.FromMinutes(3)), DateTimeOffset.UnixEpoch, user)));

        var presence = await ReadUntilAsync(user, static presence => presence.GetProperty("listening_to_spotify").GetBoolean());

        var spotify = presence.GetProperty("spotify");
        spotify.EnumerateObject().Select(static property => property.Name).Order().ShouldBe(
            ["album", "album_art_url", "artist", "song", "timestamps", "track_id"]);
        spotify.GetProperty("artist").GetString().ShouldBe("One; Two");
        spotify.GetProperty("album_art_url").GetString().ShouldBe("https://i.scdn.co/image/ab67");
    }

    [Theory]
    [InlineData("""{"id":"spotify:1","name":"Spotify","type":2,"details":"s"}""")]
    [InlineData("""{"id":"spotify:1","name":"Spotify","type":2,"details":"s","assets":{"large_text":null,"large_image":null}}""")]
    public async Task P3_P4_without_assets_or_with_null_art_album_and_art_are_null(string activity)
    {
        var (user, _) = await fabric.AddUserAsync();
        fabric.World.SetPresence(user, DiscordPresence.Online(Activities.Raw(activity)));

        var presence = await ReadUntilAsync(user, static presence => presence.GetProperty("listening_to_spotify").GetBoolean());

        presence.GetProperty("spotify").GetProperty("album").ValueKind.ShouldBe(JsonValueKind.Null);
        presence.GetProperty("spotify").GetProperty("album_art_url").ValueKind.ShouldBe(JsonValueKind.Null);
        fabric.Program.IsRunning.ShouldBeTrue();
    }

    [Fact]
    public async Task P5_what_is_not_understood_passes_byte_for_byte()
    {
        const string Odd = """{"name":"ü\"/","type":1.0,"id":"odd","big":9007199254740993000,"small":1e-7,"nested":{"x":[1.50,null,{}]},"created_at":18446744073709551615}""";
        const string Number = "12345678901234567890123";
        var (user, _) = await fabric.AddUserAsync(with: static user => user with
        {
            Extra = new Dictionary<string, JsonElement> { ["one_day"] = JsonElement.Parse($$"""{"n":{{Number}} }""") },
        });
        using var client = await fabric.SubscribeAsync(user);

        fabric.World.SetPresence(user, DiscordPresence.Online(Activities.Raw(Odd)));

        var presence = await client.ExpectAsync("PRESENCE_UPDATE");
        presence.GetProperty("activities")[0].GetRawText().ShouldBe(Odd);
        presence.GetProperty("discord_user").GetProperty("one_day").GetProperty("n").GetRawText().ShouldBe(Number);
    }

    [Theory]
    [InlineData("""{"id":"spotify:1","details":5,"state":{"a":[]},"assets":"spotify:x","timestamps":"soon","sync_id":null}""")]
    [InlineData("""{"id":"spotify:1","id":"again","assets":{"large_image":7,"large_text":[1]},"timestamps":-1e308}""")]
    [InlineData("""{"name":null,"type":"0","id":{"id":1},"created_at":123456789012345678901234567890,"\ud800":"\udc00"}""")]
    [InlineData("5")]
    public async Task The_odd_presence_of_one_user_harms_nobody_else(string activity)
    {
        var (odd, guild) = await fabric.AddUserAsync();
        var (other, _) = await fabric.AddUserAsync();
        using var both = await LanyardSocket.SubscribeAsync(
            fabric.Program.LanyardSocket, new { subscribe_to_ids = new[] { odd.ToString(), other.ToString() } });
        await both.ExpectAsync("INIT_STATE");

        fabric.Discord.Gateway.Dispatch("PRESENCE_UPDATE", JsonElement.Parse($$"""
            {"user":{"id":"{{odd}}"},"guild_id":"{{guild}}","status":7,"status":"idle","client_status":{"web":[],"desktop":null},"activities":[{{activity}}]}
            """), guild);
        (await both.ExpectAsync("PRESENCE_UPDATE")).GetProperty("activities")[0].GetRawText().ShouldBe(activity);
        fabric.World.SetPresence(other, DiscordPresence.Of("dnd", "web"));

        (await both.ExpectAsync("PRESENCE_UPDATE")).GetProperty("user_id").GetString().ShouldBe(other.ToString());
        (await ReadAsync(odd)).GetProperty("discord_status").GetString().ShouldBe("idle");
        (await ReadAsync(other)).GetProperty("discord_status").GetString().ShouldBe("dnd");
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(5_000, false)]
    public async Task Activities_nested_deep_are_passed_on_or_left_out_and_harm_nobody_else(int depth, bool isPassedOn)
    {
        var nested = $$"""{"name":"deep","x":{{new string('[', depth)}}{{new string(']', depth)}} }""";
        var (deep, guild) = await fabric.AddUserAsync();
        var (other, _) = await fabric.AddUserAsync();
        using var client = await fabric.SubscribeAsync(other);
        var connections = fabric.Discord.Counters.Connections;

        using var change = JsonDocument.Parse(
            $$"""{"user":{"id":"{{deep}}"},"guild_id":"{{guild}}","status":"idle","client_status":{},"activities":[{{nested}}]}""",
            new JsonDocumentOptions { MaxDepth = int.MaxValue });
        fabric.Discord.Gateway.Dispatch("PRESENCE_UPDATE", change.RootElement, guild);
        fabric.World.SetPresence(other, DiscordPresence.Of("dnd", "web"));

        (await client.ExpectAsync("PRESENCE_UPDATE")).GetProperty("discord_status").GetString().ShouldBe("dnd");
        (await Http.GetStatusAsync(fabric.Program, deep)).ShouldBe(isPassedOn ? "idle" : "online");
        fabric.Discord.Counters.Connections.ShouldBe(connections, "the shard went on");
    }

    [Fact]
    public async Task G1_identifies_with_the_intents_and_asks_for_all_members_of_a_guild()
    {
        var (_, guild) = await fabric.AddUserAsync();

        fabric.Discord.Gateway.Received(GatewayOpcode.Identify)[0].GetProperty("intents").GetInt32().ShouldBe(37635);
        var request = await AskedAsync(request => request.GetProperty("guild_id").GetString() == guild.ToString());
        request.GetProperty("query").GetString().ShouldBe("");
        request.GetProperty("limit").GetInt32().ShouldBe(0);
        request.GetProperty("presences").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task G2_asks_for_a_member_who_joins()
    {
        var (_, guild) = await fabric.AddUserAsync();
        var newcomer = fabric.World.AddUser("newcomer").Id;
        fabric.World.SetPresence(newcomer, DiscordPresence.Of("idle", "web"));

        fabric.World.AddMember(guild, newcomer);

        await Http.ServesAsync(fabric.Program, newcomer, "idle");
        var request = await AskedAsync(request => request.TryGetProperty("user_ids", out var ids) && ids[0].GetString() == newcomer.ToString());
        request.GetProperty("presences").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task G3_resumes_when_asked_to_reconnect_and_identifies_when_the_session_is_invalid()
    {
        var (user, _) = await fabric.AddUserAsync();
        var (resumes, identifies) = (fabric.Discord.Counters.Resumes, fabric.Discord.Counters.Identifies);

        fabric.Discord.Gateway.RequestReconnect();
        await Eventually.TrueAsync(() => fabric.Discord.Counters.Resumes == resumes + 1, "the session to be resumed", Patience);
        fabric.Discord.Gateway.Received(GatewayOpcode.Resume)[^1].GetProperty("seq").GetInt64().ShouldBeGreaterThan(0);
        fabric.Discord.Counters.Identifies.ShouldBe(identifies);
        fabric.World.SetPresence(user, DiscordPresence.Of("dnd", "web"));
        await Http.ServesAsync(fabric.Program, user, "dnd");

        fabric.Discord.Gateway.InvalidateSessions(resumable: false);
        await Eventually.TrueAsync(() => fabric.Discord.Counters.Identifies == identifies + 1, "a new session", Patience);
        fabric.World.SetPresence(user, DiscordPresence.Of("idle", "web"));
        await Http.ServesAsync(fabric.Program, user, "idle");
    }

    private static IEnumerable<string> ActiveOn(JsonElement presence)
    {
        const string Prefix = "active_on_discord_";
        return presence.EnumerateObject()
            .Where(static property => property.Name.StartsWith(Prefix, StringComparison.Ordinal) && property.Value.GetBoolean())
            .Select(static property => property.Name[Prefix.Length..]);
    }

    private async Task<JsonElement> AskedAsync(Func<JsonElement, bool> matches)
    {
        await Eventually.TrueAsync(
            () => fabric.Discord.Gateway.Received(GatewayOpcode.RequestGuildMembers).Any(matches), "the request for members", Patience);
        return fabric.Discord.Gateway.Received(GatewayOpcode.RequestGuildMembers).First(matches);
    }

    private async Task<JsonElement> ReadAsync(Snowflake user)
    {
        var (status, body) = await Http.GetPresenceAsync(fabric.Program, user);
        status.ShouldBe(200);
        return body.GetProperty("data");
    }

    private async Task<JsonElement> ReadUntilAsync(Snowflake user, Func<JsonElement, bool> isThere)
    {
        var presence = default(JsonElement);
        await Eventually.TrueAsync(
            async () => isThere(presence = await ReadAsync(user)), "the presence to be served", Patience, () => presence.ToString());
        return presence;
    }
}
