using System.Text.Json;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;

namespace Fabric.FakeDiscord.Tests.Gateway;

/// <summary>Request Guild Members.</summary>
public sealed class MemberRequestTests
{
    private const GatewayIntents Intents = GatewayIntents.Guilds | GatewayIntents.GuildMembers | GatewayIntents.GuildPresences;

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Sends_all_members_in_chunks_of_a_thousand()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var users = AddUsers(discord, 2000);
        discord.World.SetPresence(users[^1], DiscordPresence.Online());
        await using var client = await ConnectAsync(discord, users);

        await RequestAsync(client, discord, """ "query":"","limit":0,"presences":true,"nonce":"n1" """);
        var chunks = new List<JsonElement>();
        while (chunks.Count < 3)
        {
            chunks.Add((await client.NextAsync("GUILD_MEMBERS_CHUNK")).GetProperty("d"));
        }

        chunks.Select(static chunk => chunk.GetProperty("members").GetArrayLength()).ShouldBe([1000, 1000, 1]);
        chunks.Select(static chunk => chunk.GetProperty("chunk_index").GetInt32()).ShouldBe([0, 1, 2]);
        chunks.ShouldAllBe(static chunk => chunk.GetProperty("chunk_count").GetInt32() == 3);
        chunks.ShouldAllBe(static chunk => chunk.GetProperty("nonce").GetString() == "n1");
        chunks[2].GetProperty("presences")[0].GetProperty("user").GetProperty("id").GetString().ShouldBe(users[^1].ToString());
    }

    [Fact]
    public async Task Limits_requests_for_all_members_to_one_in_thirty_seconds()
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { TimeProvider = _time });
        await using var client = await ConnectAsync(discord, AddUsers(discord, 3));

        await RequestAsync(client, discord, """ "query":"","limit":0 """);
        await client.NextAsync("GUILD_MEMBERS_CHUNK");
        _time.Advance(TimeSpan.FromSeconds(10));
        await RequestAsync(client, discord, """ "query":"","limit":0,"nonce":"again" """);
        var limited = (await client.NextAsync("RATE_LIMITED")).GetProperty("d");
        await RequestAsync(client, discord, """ "query":"user","limit":5 """);
        await client.NextAsync("GUILD_MEMBERS_CHUNK");
        _time.Advance(TimeSpan.FromSeconds(20));
        await RequestAsync(client, discord, """ "query":"","limit":0 """);
        await client.NextAsync("GUILD_MEMBERS_CHUNK");

        limited.GetProperty("opcode").GetInt32().ShouldBe(8);
        limited.GetProperty("retry_after").GetDouble().ShouldBe(20);
        limited.GetProperty("meta").GetRawText().ShouldBe($$"""{"guild_id":"{{discord.World.GuildIds[0]}}","nonce":"again"}""");
    }

    [Fact]
    public async Task Finds_members_by_id_and_names_those_it_does_not_find()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var users = AddUsers(discord, 3);
        await using var client = await ConnectAsync(discord, users);

        await RequestAsync(client, discord, $$""" "user_ids":["{{users[1]}}","42"],"presences":true,"nonce":"{{new string('x', 33)}}" """);
        var chunk = (await client.NextAsync("GUILD_MEMBERS_CHUNK")).GetProperty("d");

        var member = chunk.GetProperty("members").EnumerateArray().Single();
        member.GetProperty("user").GetProperty("id").GetString().ShouldBe(users[1].ToString());
        chunk.GetProperty("not_found").GetRawText().ShouldBe("""["42"]""");
        chunk.GetProperty("presences").GetArrayLength().ShouldBe(0);
        chunk.TryGetProperty("nonce", out _).ShouldBeFalse("a nonce of more than 32 bytes is ignored");
    }

    [Theory]
    [InlineData(""" "query":"us","limit":2 """, 2)]
    [InlineData(""" "query":"USER1","limit":100 """, 11)]
    [InlineData(""" "query":"nobody","limit":10 """, 0)]
    public async Task Finds_members_by_the_beginning_of_their_name(string request, int found)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        await using var client = await ConnectAsync(discord, AddUsers(discord, 20));

        await RequestAsync(client, discord, request);
        var chunk = (await client.NextAsync("GUILD_MEMBERS_CHUNK")).GetProperty("d");

        chunk.GetProperty("members").GetArrayLength().ShouldBe(found);
        chunk.GetProperty("chunk_count").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData(GatewayIntents.Guilds)]
    [InlineData(GatewayIntents.Guilds | GatewayIntents.GuildPresences)]
    public async Task Gives_the_list_of_all_members_only_with_the_member_intent(GatewayIntents intents)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        discord.World.AddGuild("Engines", AddUsers(discord, 3));
        await using var client = await RawClient.ReadyAsync(discord, intents);
        await client.NextAsync("GUILD_CREATE");

        await RequestAsync(client, discord, """ "query":"","limit":0 """);

        (await client.IsQuietAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"op":8,"d":{"query":"","limit":0}}""")]
    [InlineData("""{"op":8,"d":{"guild_id":"1","limit":0}}""")]
    [InlineData("""{"op":8,"d":7}""")]
    public async Task Closes_for_a_request_that_makes_no_sense(string request)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        discord.World.AddGuild("Engines", [], 1);
        await using var client = await RawClient.ReadyAsync(discord, Intents);

        await client.SendAsync(request);

        (await client.CloseCodeAsync()).ShouldBe((int)GatewayCloseCode.DecodeError);
    }

    private static List<Snowflake> AddUsers(FakeDiscordServer discord, int count) =>
        [.. Enumerable.Range(0, count).Select(i => discord.World.AddUser($"user{i}").Id)];

    private static async Task<RawClient> ConnectAsync(FakeDiscordServer discord, IEnumerable<Snowflake> users)
    {
        discord.World.AddGuild("Engines", users);
        var client = await RawClient.ReadyAsync(discord, Intents);
        await client.NextAsync("GUILD_CREATE");
        return client;
    }

    private static Task RequestAsync(RawClient client, FakeDiscordServer discord, string fields) =>
        client.SendAsync($$$"""{"op":8,"d":{"guild_id":"{{{discord.World.GuildIds[0]}}}",{{{fields}}}}}""");
}
