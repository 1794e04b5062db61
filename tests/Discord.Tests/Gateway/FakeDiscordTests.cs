using Fabric.Discord.Gateway;
using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;

namespace Fabric.Discord.Tests.Gateway;

/// <summary>The whole client, with real HTTP and websockets, against the fake Discord.</summary>
public sealed class FakeDiscordTests
{
    private static readonly FakeDiscordOptions NoIdentifyLimit = new() { IdentifyWindow = TimeSpan.Zero };

    [Theory]
    [InlineData(GatewayCompression.None, 0)]
    [InlineData(GatewayCompression.ZlibStream, 0)]
    [InlineData(GatewayCompression.ZlibStream, 17)]
    [InlineData(GatewayCompression.ZstdStream, 0)]
    public async Task Receives_guilds_and_presences(GatewayCompression compression, int fragmentSize)
    {
        await using var discord = await FakeDiscordServer.StartAsync(NoIdentifyLimit with { CompressedFragmentSize = fragmentSize });
        var user = discord.World.AddUser("ann");
        var guild = discord.World.AddGuild("guild", [user.Id]);
        await using var shard = new RealShard(discord, compression);

        await shard.ToldAsync("ready ");
        var created = await shard.ToldAsync("GUILD_CREATE");
        discord.World.SetPresence(user.Id, Playing("chess"));
        var presence = await shard.ToldAsync("PRESENCE_UPDATE");

        created.ShouldContain($"\"id\":\"{guild}\"");
        presence.ShouldContain("\"chess\"");
        shard.Sink.LastReady!.UserId.ToString().ShouldBe(discord.World.BotId.ToString());
        shard.Sink.LastReady.GuildIds.Single().ToString().ShouldBe(guild.ToString());
    }

    [Fact]
    public async Task Resumes_at_the_sessions_address_after_a_reconnect_request_and_misses_nothing()
    {
        await using var discord = await FakeDiscordServer.StartAsync(NoIdentifyLimit);
        var user = discord.World.AddUser("ann");
        discord.World.AddGuild("guild", [user.Id]);
        await using var shard = new RealShard(discord);
        await shard.ToldAsync("GUILD_CREATE");

        discord.Gateway.RequestReconnect();
        for (var number = 0; number < 20; number++)
        {
            discord.World.SetPresence(user.Id, Playing($"game {number}"));
        }

        for (var number = 0; number < 20; number++)
        {
            (await shard.ToldAsync("PRESENCE_UPDATE")).ShouldContain($"\"game {number}\"");
        }

        await Eventually.TrueAsync(() => discord.Counters.Resumes == 1, "the session is resumed");
        discord.Counters.Identifies.ShouldBe(1);
        discord.Counters.ResumeConnections.ShouldBe(1);
        await Eventually.TrueAsync(() => discord.Counters.ClientCloseCodes.SequenceEqual([4900]), "the fake sees the close code");
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("garbage")]
    [InlineData("op 9 true")]
    [InlineData("4000")]
    [InlineData("4008")]
    public async Task Resumes_after(string fault)
    {
        await using var discord = await FakeDiscordServer.StartAsync(NoIdentifyLimit);
        await using var shard = new RealShard(discord);
        await shard.ToldAsync("ready ");
        await Eventually.TrueAsync(() => shard.Shard.State == GatewayConnectionState.Ready, "ready");

        Cause(discord, fault);

        await shard.ToldAsync("resumed");
        discord.Counters.Identifies.ShouldBe(1);
        discord.Counters.Resumes.ShouldBe(1);
    }

    [Fact]
    public async Task Resumes_after_the_connection_has_gone_silent()
    {
        await using var discord = await FakeDiscordServer.StartAsync(
            NoIdentifyLimit with { HeartbeatInterval = TimeSpan.FromMilliseconds(400) });
        await using var shard = new RealShard(discord);
        await shard.ToldAsync("ready ");

        discord.Gateway.SilenceConnections();

        await shard.ToldAsync("resumed");
        await Eventually.TrueAsync(() => discord.Counters.ClientCloseCodes.SequenceEqual([4900]), "the fake sees the close code");
    }

    [Fact]
    public async Task Starts_afresh_when_Discord_has_forgotten_the_session()
    {
        await using var discord = await FakeDiscordServer.StartAsync(NoIdentifyLimit);
        await using var shard = new RealShard(discord);
        var first = await shard.ToldAsync("ready ");

        discord.Gateway.ForgetSessions();
        discord.Gateway.AbortConnections();
        var second = await shard.ToldAsync("ready ");

        second.ShouldNotBe(first, StringComparer.Ordinal);
        discord.Counters.Identifies.ShouldBe(2);
        discord.Counters.Resumes.ShouldBe(0);
    }

    [Fact]
    public async Task Goes_on_with_a_session_that_another_process_had()
    {
        await using var discord = await FakeDiscordServer.StartAsync(NoIdentifyLimit);
        var user = discord.World.AddUser("ann");
        discord.World.AddGuild("guild", [user.Id]);
        GatewaySession session;
        await using (var first = new RealShard(discord))
        {
            await first.ToldAsync("GUILD_CREATE");
            discord.World.SetPresence(user.Id, Playing("chess"));
            await first.ToldAsync("PRESENCE_UPDATE");
            session = await first.StopAsync();
        }

        discord.World.SetPresence(user.Id, Playing("go"));
        await using var second = new RealShard(discord, resumeFrom: session with { Sequence = session.Sequence - 1 });

        (await second.ToldAsync("PRESENCE_UPDATE")).ShouldContain("chess");
        (await second.ToldAsync("PRESENCE_UPDATE")).ShouldContain("\"go\"");
        await second.ToldAsync("resumed");
        discord.Counters.Identifies.ShouldBe(1);
    }

    [Fact]
    public async Task Gets_the_members_that_a_guild_did_not_list()
    {
        await using var discord = await FakeDiscordServer.StartAsync(NoIdentifyLimit);
        var users = Enumerable.Range(0, 1200).Select(number => discord.World.AddUser($"user{number}").Id).ToArray();
        var guild = discord.World.AddGuild("large", users);
        await using var shard = new RealShard(discord);
        await shard.ToldAsync("GUILD_CREATE");

        var all = await shard.Shard.Members.RequestAllAsync(ulong.Parse(guild.ToString()), withPresences: true, CancellationToken.None);
        var some = await shard.Shard.Members.RequestUsersAsync(
            ulong.Parse(guild.ToString()), [ulong.Parse(users[7].ToString()), 5], withPresences: true, CancellationToken.None);

        all.Chunks.ShouldBe(2);
        some.NotFound.ShouldBe([5ul]);
    }

    [Theory]
    [InlineData(4004, GatewayFatalReason.AuthenticationFailed)]
    [InlineData(4014, GatewayFatalReason.DisallowedIntents)]
    public async Task Ends_when_Discord_refuses_the_identify_for_good(int code, GatewayFatalReason reason)
    {
        await using var discord = await FakeDiscordServer.StartAsync(NoIdentifyLimit);
        discord.Gateway.RefuseNextIdentify(code);
        await using var shard = new RealShard(discord);

        var failure = await Should.ThrowAsync<GatewayFatalException>(shard.Run);

        failure.Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task Ends_when_REST_refuses_the_token()
    {
        await using var discord = await FakeDiscordServer.StartAsync(NoIdentifyLimit);
        await using var shard = new RealShard(discord, token: "wrong");

        var failure = await Should.ThrowAsync<GatewayFatalException>(shard.Run);

        failure.Reason.ShouldBe(GatewayFatalReason.AuthenticationFailed);
        discord.Counters.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task Logs_off_when_the_session_is_ended()
    {
        await using var discord = await FakeDiscordServer.StartAsync(NoIdentifyLimit);
        await using var shard = new RealShard(discord);
        await shard.ToldAsync("ready ");

        shard.Shard.EndSession();
        await shard.Run;

        await Eventually.TrueAsync(() => discord.Counters.ClientCloseCodes.SequenceEqual([1000]), "the fake sees the close code");
    }

    private static DiscordPresence Playing(string game) => DiscordPresence.Online(Activities.Playing(game, DateTimeOffset.UnixEpoch));

    private static void Cause(FakeDiscordServer discord, string fault)
    {
        _ = fault switch
        {
            "cut" => discord.Gateway.AbortConnections(),
            "garbage" => discord.Gateway.SendRaw("""{"op":0,"t":"PRESENCE_UPDATE","s":"""),
            "op 9 true" => discord.Gateway.InvalidateSessions(resumable: true),
            _ => discord.Gateway.CloseConnections(int.Parse(fault)),
        };
    }
}
