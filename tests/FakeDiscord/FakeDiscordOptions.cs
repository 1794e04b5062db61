using System.Text;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;
using Fabric.Protocol;

namespace Fabric.FakeDiscord;

/// <summary>How the fake behaves. The defaults are Discord's.</summary>
public sealed record FakeDiscordOptions
{
    private const ulong DefaultBotId = 1_000_000_000_000_000_001;

    /// <summary>The port of REST, gateway and CDN on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The only token that is accepted. By default one that spells out the bot's id, as Discord's do.</summary>
    public string Token { get; init; } = $"{Convert.ToBase64String(Encoding.ASCII.GetBytes(DefaultBotId.ToString()))}.fake.token";

    public DiscordUser Bot { get; init; } = new() { Id = DefaultBotId, Username = "fabric", Discriminator = "4711", Bot = true };

    /// <summary>How many shards GET /gateway/bot recommends.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Identifies per <see cref="IdentifyWindow"/> and rate limit key.</summary>
    public int MaxConcurrency { get; init; } = 1;

    /// <summary>Zero switches the identify limit off, for tests that identify anew at once.</summary>
    public TimeSpan IdentifyWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Identifies per day; when they are used up Discord resets the token (4004).</summary>
    public int SessionStartTotal { get; init; } = 1000;

    public int SessionStartRemaining { get; init; } = 1000;

    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromMilliseconds(41_250);

    /// <summary>Privileged intents that the developer portal has switched off: identifying with one is refused with 4014.</summary>
    public GatewayIntents DisallowedIntents { get; init; }

    /// <summary>The pause before each GUILD_CREATE after READY.</summary>
    public TimeSpan GuildCreateInterval { get; init; }

    /// <summary>How long a session outlives its socket.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How many dispatches a session keeps for a resume; asking for older ones gets op 9.</summary>
    public int ReplayLimit { get; init; } = 10_000;

    /// <summary>Client events per minute and connection before 4008.</summary>
    public int ClientEventLimit { get; init; } = 120;

    /// <summary>Changes of the bot's own presence per 20 s and session; more are ignored.</summary>
    public int OwnPresenceLimit { get; init; } = 5;

    /// <summary>
    /// Requests per <see cref="RestWindow"/> and bucket (method, route, channel) before 429. Discord does not publish its buckets; this is
    /// its limit over all of them.
    /// </summary>
    public int RestLimit { get; init; } = 50;

    public TimeSpan RestWindow { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What VOICE_SERVER_UPDATE names, as <c>host:port</c>; null says that no server is allotted yet.</summary>
    public string? VoiceEndpoint { get; init; } = "localhost:443";

    /// <summary>Guilds per shard before 4011.</summary>
    public int GuildsPerShard { get; init; } = 2500;

    /// <summary>The number of shards must be a multiple of this, else 4010. Discord assigns it to very large bots.</summary>
    public int ShardMultiple { get; init; } = 1;

    /// <summary>Above this many members GUILD_CREATE lists only the bot and members in voice.</summary>
    public int HugeGuild { get; init; } = 75_000;

    /// <summary>How often the list of all members of a guild may be requested.</summary>
    public TimeSpan AllMembersInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes per WebSocket message of a payload in <c>zlib-stream</c>; 0 sends a payload in one message.</summary>
    public int CompressedFragmentSize { get; init; }

    /// <summary>How long the bot has to answer a slash command.</summary>
    public TimeSpan InteractionLifetime { get; init; } = TimeSpan.FromSeconds(3);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public IRandomSource Random { get; init; } = new SystemRandomSource();
}
