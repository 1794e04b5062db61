using Fabric.Abstractions.Ids;
using Fabric.Discord.Rest;
using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;
using Fabric.Grains.Ingest;
using Fabric.Grains.Tests.Support;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Ingest;

/// <summary>A silo that runs the shards of its bots by itself, against a Discord that recommends, refuses and limits.</summary>
public sealed class BotGrainTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly BotId Bot = new("bot");

    private readonly StateStore _store = new();
    private FakeDiscordServer? _discord;
    private GrainSilo? _silo;

    private FakeDiscordServer Discord => _discord!;

    private GrainSilo Silo => _silo!;

    private BotOptions Options => new() { Id = Bot, Token = new BotToken(Discord.Token), ApiUrl = new Uri($"{Discord.Addresses.Api}/v10") };

    public async ValueTask DisposeAsync()
    {
        await (_silo?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_discord?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task As_many_shards_connect_as_Discord_recommends_and_everybody_is_seen()
    {
        await StartAsync(new FakeDiscordOptions { Shards = 3, MaxConcurrency = 3 });
        var users = Enumerable.Range(1, 6).Select(AddUserInGuildOfItsOwn).ToList();
        await StartSiloAsync();

        await ServesAsync(3);

        foreach (var user in users)
        {
            await IsServedAsync(user);
        }

        Discord.Counters.Identifies.ShouldBe(3);
    }

    /// <summary>The fake closes a session whose identify comes too early (op 9): none may be needed twice.</summary>
    [Fact]
    public async Task Shards_identify_one_after_another_as_Discord_wants_it()
    {
        await StartAsync(new FakeDiscordOptions { Shards = 2, MaxConcurrency = 1 });
        await StartSiloAsync();

        await ServesAsync(2);

        Discord.Counters.Received(GatewayOpcode.Identify).ShouldBe(2);
    }

    [Fact]
    public async Task The_order_of_identifies_outlives_the_silo()
    {
        await StartAsync(new FakeDiscordOptions { Shards = 1 });
        await StartSiloAsync();
        await ServesAsync(1);
        await Silo.DisposeAsync();
        Discord.Gateway.ForgetSessions();

        await StartSiloAsync();
        await ServesAsync(1);

        Discord.Counters.Received(GatewayOpcode.Identify).ShouldBe(2, "the second came when its turn was");
    }

    [Fact]
    public async Task Another_number_of_shards_is_set_up_beside_the_one_that_serves_which_then_ends()
    {
        await StartAsync(new FakeDiscordOptions { Shards = 1, MaxConcurrency = 4, IdentifyWindow = TimeSpan.Zero, AllMembersInterval = TimeSpan.Zero });
        var users = Enumerable.Range(1, 4).Select(AddUserInGuildOfItsOwn).ToList();
        await StartSiloAsync();
        await ServesAsync(1);

        Silo.Bots.Replace([Options with { Shards = 2 }]);
        await ServesAsync(2);

        foreach (var user in users)
        {
            await IsServedAsync(user);
        }

        Discord.Counters.ClientCloseCodes.ShouldContain(1000, "the set before ends its session");
        Discord.World.SetPresence(users[0], DiscordPresence.Online() with { Status = "dnd" });
        await Eventually.TrueAsync(async () => (await JsonOfAsync(users[0])).Contains("\"dnd\"", StringComparison.Ordinal), "the change to arrive", Patience);
    }

    /// <summary>Four shards instead of three are not worth a new set, unless Discord refuses the three.</summary>
    [Fact]
    public async Task A_number_of_shards_that_Discord_refuses_is_replaced_by_what_it_recommends()
    {
        await StartAsync(new FakeDiscordOptions { Shards = 3, GuildsPerShard = 3, MaxConcurrency = 4, IdentifyWindow = TimeSpan.Zero });
        _ = Enumerable.Range(1, 3).Select(AddUserInGuildOfItsOwn).ToList();
        await StartSiloAsync();
        await ServesAsync(3);
        await Silo.DisposeAsync();
        Discord.Gateway.ForgetSessions();
        Discord.Rest.RecommendedShards = 4;
        var users = Enumerable.Range(4, 9).Select(AddUserInGuildOfItsOwn).ToList();

        await StartSiloAsync();
        await ServesAsync(4);

        foreach (var user in users)
        {
            await IsServedAsync(user);
        }
    }

    [Fact]
    public async Task Guilds_that_the_bot_left_while_nobody_listened_are_left_when_another_set_takes_over()
    {
        await StartAsync(new FakeDiscordOptions { Shards = 1, MaxConcurrency = 4, IdentifyWindow = TimeSpan.Zero });
        var users = Enumerable.Range(1, 4).Select(AddUserInGuildOfItsOwn).ToList();
        await StartSiloAsync();
        await ServesAsync(1);
        await IsServedAsync(users[0]);
        await Silo.DisposeAsync();
        Discord.Gateway.ForgetSessions();
        Discord.World.RemoveGuild(Discord.World.GuildIds[0]);

        await StartSiloAsync(shards: 3);
        await ServesAsync(3);

        await Eventually.TrueAsync(async () => await Silo.Presence(new UserId(users[0].Value)).GetAsync() is null, "the guild's member to be gone", Patience);
        await IsServedAsync(users[1]);
    }

    [Fact]
    public async Task A_refused_token_is_a_problem_in_one_line_and_another_one_is_tried_at_once()
    {
        await StartAsync(new FakeDiscordOptions());
        await StartSiloAsync(token: "refused");

        await Eventually.TrueAsync(
            () => Silo.Standing.Problems is ["BOT_TOKEN: Discord refused the bot token (401): copy it again from the Developer Portal (Bot > Reset Token)."],
            "the problem to be told",
            Patience,
            () => string.Join(' ', Silo.Standing.Problems));
        Silo.Bots.Replace([Options]);
        await ServesAsync(1);

        await Eventually.TrueAsync(() => Silo.Standing.Problems.Count == 0, "the problem to be over", Patience);
    }

    [Fact]
    public async Task A_bot_that_Discord_refuses_keeps_no_other_from_being_followed()
    {
        await StartAsync(new FakeDiscordOptions());
        var user = AddUserInGuildOfItsOwn(1);
        _silo = await GrainSilo.StartIngestingAsync(_store, Options, Options with { Id = new BotId("other"), Token = new BotToken("refused") });

        await IsServedAsync(user);
    }

    private async Task StartAsync(FakeDiscordOptions options) => _discord = await FakeDiscordServer.StartAsync(options);

    private async Task StartSiloAsync(int? shards = null, string? token = null) => _silo = await GrainSilo.StartIngestingAsync(
        _store, Options with { Shards = shards, Token = new BotToken(token ?? Discord.Token) });

    /// <summary>A set of so many shards is connected, and no other.</summary>
    private Task ServesAsync(int count) => Eventually.TrueAsync(
        () => Discord.Gateway.Sessions.Where(static session => session.IsConnected).Select(static session => (session.ShardId, session.ShardCount)).Order()
            .SequenceEqual(Enumerable.Range(0, count).Select(index => (index, count))),
        $"{count} shard(s) to be connected and no others",
        Patience,
        () => $"{string.Join(", ", Discord.Gateway.Sessions)}; {string.Join(' ', Silo.Standing.Problems)}");

    private Task IsServedAsync(Snowflake user) => Eventually.TrueAsync(
        async () => await Silo.Presence(new UserId(user.Value)).GetAsync() is not null, $"user {user} to be served", Patience);

    private async Task<string> JsonOfAsync(Snowflake user) =>
        System.Text.Encoding.UTF8.GetString((await Silo.Presence(new UserId(user.Value)).GetAsync())!.Json.Span);

    /// <summary>Guilds of consecutive numbers fall to shards in turn.</summary>
    private Snowflake AddUserInGuildOfItsOwn(int number)
    {
        var user = Discord.World.AddUser($"user{number}").Id;
        Discord.World.SetPresence(user, DiscordPresence.Online());
        Discord.World.AddGuild($"guild{number}", [user], (ulong)number << 22);
        return user;
    }
}
