using System.Text.Json;
using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Ingest;
using Fabric.Discord.Rest;
using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Model;
using Fabric.Grains.Ingest;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Support;

/// <summary>Discord on one side, a silo with one shard on the other, and a store that outlives the silo.</summary>
internal sealed class IngestRig : IAsyncDisposable
{
    public const string ShardRecord = "shard/bot/0of1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly ShardId Only = new(new BotId("bot"), 0, 1);

    private GrainSilo? _silo;

    private IngestRig(FakeDiscordServer discord) => Discord = discord;

    public FakeDiscordServer Discord { get; }

    public DiscordWorld World => Discord.World;

    public StateStore Store { get; } = new();

    /// <summary>The watchdog's rows of the shard's partition, as they are stored.</summary>
    public string? Rows => Store[$"rows/{WatchdogKey.Of(ShardKey.EntityOf(Only))}"];

    public GrainSilo Silo => _silo!;

    public IShardGrain Shard => Silo.Client.GetGrain<IShardGrain>(ShardKey.Of(Only));

    /// <summary>Starts everything but the shard, which needs a world first.</summary>
    public static async Task<IngestRig> StartAsync()
    {
        var rig = new IngestRig(await FakeDiscordServer.StartAsync(new FakeDiscordOptions { IdentifyWindow = TimeSpan.Zero, AllMembersInterval = TimeSpan.Zero }));
        await rig.StartSiloAsync();
        return rig;
    }

    public async Task StartSiloAsync() => _silo = await GrainSilo.StartAsync(
        Store, new BotOptions { Id = new BotId("bot"), Token = new BotToken(Discord.Token), ApiUrl = new Uri($"{Discord.Addresses.Api}/v10") });

    public Task StopSiloAsync() => Silo.DisposeAsync().AsTask();

    /// <summary>Connects the shard and waits until everything that Discord has told so far is stored.</summary>
    public async Task ConnectAsync()
    {
        await Shard.StartAsync(answersCommands: true);
        await SettledAsync();
    }

    /// <summary>Waits until everything that Discord has told so far is stored. A dispatch of no meaning comes last: nothing counts RESUMED.</summary>
    public async Task SettledAsync()
    {
        var seen = new ShardStatus(Connected: false, "", 0, null);
        async Task<bool> IsAsync(Func<ShardStatus, bool> condition) => condition(seen = await Shard.GetStatusAsync());
        string Seen() => $"{seen}, {string.Join(", ", Discord.Gateway.Sessions)}";

        await Eventually.TrueAsync(() => IsAsync(status => status.Connected && GuildsAreAnswered()), "the shard to be connected", Patience, Seen);
        Discord.Gateway.Dispatch("MARKER", JsonElement.Parse("{}"));
        await Eventually.TrueAsync(() => IsAsync(status => status.DurableSequence >= Discord.Gateway.Sessions[0].Sequence), "everything to be stored", Patience, Seen);
    }

    public async Task<string?> StatusOfAsync(UserId user)
    {
        if (await Silo.Presence(user).GetAsync() is not { } snapshot)
        {
            return null;
        }

        using var json = JsonDocument.Parse(snapshot.Json, new JsonDocumentOptions { MaxDepth = 512 });
        return json.RootElement.GetProperty("discord_status").GetString();
    }

    /// <summary>Waits for a status; null is for nobody who is monitored.</summary>
    public async Task ShowsAsync(UserId user, string? status)
    {
        string? seen = null;
        await Eventually.TrueAsync(
            async () => (seen = await StatusOfAsync(user)) == status, $"user {user} to be {status ?? "gone"}", Patience, () => seen ?? "gone");
    }

    /// <summary>A gateway that follows a user from now on.</summary>
    public async Task<Gateway> FollowAsync(UserId user)
    {
        var gateway = await Silo.GatewayAsync();
        await Silo.Presence(user).FollowAsync(gateway.Id);
        return gateway;
    }

    /// <summary>A new user of Discord's.</summary>
    public UserId AddUser(string name, DiscordPresence? presence = null)
    {
        var user = World.AddUser(name);
        if (presence is not null)
        {
            World.SetPresence(user.Id, presence);
        }

        return new UserId(user.Id.Value);
    }

    /// <summary>A new guild with these users and the bot.</summary>
    public ulong AddGuild(params IEnumerable<UserId> users) => World.AddGuild("guild", users.Select(static user => (Snowflake)user.Value)).Value;

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await Discord.DisposeAsync();
    }

    /// <summary>Whether the members of each guild have been asked for: their chunks count among what Discord has told.</summary>
    private bool GuildsAreAnswered() =>
        Discord.Counters.Received(FakeDiscord.Gateway.GatewayOpcode.RequestGuildMembers) >= World.GuildIds.Count;
}
