using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;

namespace Fabric.FakeDiscord.Tests.Gateway;

/// <summary>Identifying, beating and resuming, where a well-behaved client would not go.</summary>
public sealed class SessionTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Sends_guilds_after_ready_and_only_those_of_the_shard()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var guilds = Enumerable.Range(0, 4).Select(i => discord.World.AddGuild($"{i}", [])).ToList();
        var own = guilds.Where(static guild => guild.ShardOf(2) == 1).Select(static guild => guild.ToString()).ToList();

        await using var client = await RawClient.ConnectAsync(discord.Addresses.Gateway);
        await client.IdentifyAsync(discord, GatewayIntents.Guilds, ""","shard":[1,2]""");
        var ready = (await client.NextAsync("READY")).GetProperty("d");

        ready.GetProperty("guilds").EnumerateArray().Select(static guild => guild.GetProperty("id").GetString()).ShouldBe(own);
        ready.GetProperty("guilds").EnumerateArray().ShouldAllBe(static guild => guild.GetProperty("unavailable").GetBoolean());
        ready.GetProperty("resume_gateway_url").GetString().ShouldBe(discord.Addresses.ResumeGateway);
        ready.GetProperty("shard").GetRawText().ShouldBe("[1,2]");
        foreach (var guild in own)
        {
            (await client.NextAsync("GUILD_CREATE")).GetProperty("d").GetProperty("id").GetString().ShouldBe(guild);
        }
    }

    [Fact]
    public async Task Reports_nothing_of_a_guild_before_its_guild_create()
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions
        {
            TimeProvider = _time,
            GuildCreateInterval = TimeSpan.FromSeconds(1),
        });
        var ada = discord.World.AddUser("ada");
        discord.World.AddGuild("Engines", [ada.Id]);
        await using var client = await RawClient.ReadyAsync(discord, GatewayIntents.Guilds | GatewayIntents.GuildPresences);

        discord.World.SetPresence(ada.Id, DiscordPresence.Online());
        var quiet = await client.IsQuietAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        var created = (await client.NextAsync("GUILD_CREATE")).GetProperty("d");

        quiet.ShouldBeTrue();
        created.GetProperty("presences").EnumerateArray()
            .Select(static presence => presence.GetProperty("user").GetProperty("id").GetString())
            .ShouldContain(id => id == ada.Id.ToString());
    }

    [Fact]
    public async Task Answers_a_second_identify_within_five_seconds_by_an_invalid_session()
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { TimeProvider = _time, MaxConcurrency = 2 });
        await using var first = await RawClient.ReadyAsync(discord, extra: ""","shard":[0,4]""");
        await using var otherKey = await RawClient.ReadyAsync(discord, extra: ""","shard":[1,4]""");
        await using var sameKey = await RawClient.ConnectAsync(discord.Addresses.Gateway);

        await sameKey.IdentifyAsync(discord, extra: ""","shard":[2,4]""");
        var refused = await sameKey.NextAsync(GatewayOpcode.InvalidSession);
        _time.Advance(TimeSpan.FromSeconds(5));
        await sameKey.IdentifyAsync(discord, extra: ""","shard":[2,4]""");
        await sameKey.NextAsync("READY");

        refused.GetProperty("d").GetBoolean().ShouldBeFalse();
        discord.Counters.Identifies.ShouldBe(3);
    }

    [Fact]
    public async Task Refuses_the_token_when_the_identifies_of_the_day_are_used_up()
    {
        await using var discord = await FakeDiscordServer.StartAsync(
            new FakeDiscordOptions { SessionStartRemaining = 1, IdentifyWindow = TimeSpan.Zero });
        await using var first = await RawClient.ReadyAsync(discord);
        await using var second = await RawClient.ConnectAsync(discord.Addresses.Gateway);

        await second.IdentifyAsync(discord);

        (await second.CloseCodeAsync()).ShouldBe((int)GatewayCloseCode.AuthenticationFailed);
    }

    [Fact]
    public async Task Closes_and_drops_the_session_when_heartbeats_stay_away()
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { TimeProvider = _time });
        await using var client = await RawClient.ReadyAsync(discord);
        var session = discord.Gateway.Sessions.Single();

        _time.Advance(TimeSpan.FromSeconds(40));
        (await client.IsQuietAsync()).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(40));
        (await client.IsQuietAsync()).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(62));

        (await client.CloseCodeAsync()).ShouldBe((int)GatewayCloseCode.SessionTimedOut);
        discord.Gateway.Sessions.ShouldNotContain(session);
    }

    [Fact]
    public async Task Replays_exactly_what_was_missed()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var ada = discord.World.AddUser("ada");
        discord.World.AddGuild("Engines", [ada.Id]);
        await using var first = await RawClient.ReadyAsync(discord, GatewayIntents.Guilds | GatewayIntents.GuildPresences);
        var known = (await first.NextAsync("GUILD_CREATE")).GetProperty("s").GetInt64();
        discord.Gateway.AbortConnections();
        discord.World.SetPresence(ada.Id, DiscordPresence.Online());
        discord.World.SetPresence(ada.Id, DiscordPresence.Offline);

        await using var second = await ResumeAsync(discord, known);
        var online = await second.NextAsync("PRESENCE_UPDATE");
        var offline = await second.NextAsync("PRESENCE_UPDATE");
        var resumed = await second.NextAsync("RESUMED");

        online.GetProperty("d").GetProperty("status").GetString().ShouldBe("online");
        offline.GetProperty("d").GetProperty("status").GetString().ShouldBe("offline");
        new[] { online, offline, resumed }
            .Select(static dispatch => dispatch.GetProperty("s").GetInt64())
            .ShouldBe([known + 1, known + 2, known + 3]);
    }

    [Fact]
    public async Task Closes_a_resume_from_the_future()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        await using var first = await RawClient.ReadyAsync(discord);

        await using var second = await ResumeAsync(discord, 1000);

        (await second.CloseCodeAsync()).ShouldBe((int)GatewayCloseCode.InvalidSequence);
        discord.Counters.Resumes.ShouldBe(0);
    }

    [Fact]
    public async Task Answers_an_invalid_session_where_the_missed_dispatches_are_gone()
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { ReplayLimit = 3 });
        var ada = discord.World.AddUser("ada");
        discord.World.AddGuild("Engines", [ada.Id]);
        await using var first = await RawClient.ReadyAsync(discord, GatewayIntents.Guilds | GatewayIntents.GuildPresences);
        var known = (await first.NextAsync("GUILD_CREATE")).GetProperty("s").GetInt64();
        discord.Gateway.SilenceConnections();
        Enumerable.Range(0, 4).ToList().ForEach(_ => discord.World.SetPresence(ada.Id, DiscordPresence.Online()));

        await using var second = await ResumeAsync(discord, known);

        (await second.NextAsync(GatewayOpcode.InvalidSession)).GetProperty("d").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Keeps_a_session_for_a_few_minutes_after_its_socket_died()
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { TimeProvider = _time });
        await using var first = await RawClient.ReadyAsync(discord);
        var session = discord.Gateway.Sessions.Single().Id;
        await DisconnectAsync(discord, first, 4200);

        _time.Advance(TimeSpan.FromMinutes(2));
        await using var second = await ResumeAsync(discord, 1, session);
        await second.NextAsync("RESUMED");
        await DisconnectAsync(discord, second, 4200);
        _time.Advance(TimeSpan.FromMinutes(4));
        await using var third = await ResumeAsync(discord, 1, session);

        (await third.NextAsync(GatewayOpcode.InvalidSession)).GetProperty("d").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    public async Task Ends_the_session_when_the_client_closes_for_good(int code)
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        await using var client = await RawClient.ReadyAsync(discord);

        await DisconnectAsync(discord, client, code);

        discord.Gateway.Sessions.ShouldBeEmpty();
        discord.Counters.ClientCloseCodes.ShouldBe([code]);
    }

    [Fact]
    public async Task Says_nothing_on_a_silenced_connection()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        await using var client = await RawClient.ReadyAsync(discord);

        discord.Gateway.SilenceConnections();
        await client.SendAsync("""{"op":1,"d":1}""");
        await Eventually.TrueAsync(() => discord.Counters.Received(GatewayOpcode.Heartbeat) == 1, "the heartbeat's arrival");
        discord.Gateway.CloseConnections(4000);

        (await client.CloseCodeAsync()).ShouldBe(4000);
        client.Messages.ShouldBe(2, "Hello and READY");
    }

    private static async Task DisconnectAsync(FakeDiscordServer discord, RawClient client, int code)
    {
        await client.CloseAsync(code);
        await Eventually.TrueAsync(() => discord.Counters.OpenConnections == 0, "the end of the connection");
    }

    private static async Task<RawClient> ResumeAsync(FakeDiscordServer discord, long sequence, string? session = null)
    {
        var client = await RawClient.ConnectAsync(discord.Addresses.ResumeGateway);
        session ??= discord.Gateway.Sessions.Single().Id;
        await client.SendAsync($$$"""{"op":6,"d":{"token":"{{{discord.Token}}}","session_id":"{{{session}}}","seq":{{{sequence}}}}}""");
        return client;
    }
}
