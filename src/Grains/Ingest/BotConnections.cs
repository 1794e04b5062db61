using Fabric.Discord.Gateway;
using Fabric.Discord.Rest;
using Fabric.Protocol;
using Microsoft.Extensions.Logging;

namespace Fabric.Grains.Ingest;

/// <summary>What the shards of one bot share in a process: Discord's REST API, the gateway's address, the order of identifies.</summary>
internal sealed class BotConnections : IDisposable
{
    private readonly GatewayBotCache _cache;

    public BotConnections(BotOptions bot, HttpClient http, TimeProvider time, IRandomSource random, ILoggerFactory loggers)
    {
        Bot = bot;
        var options = new DiscordRestOptions { Token = bot.Token, BaseUrl = bot.ApiUrl };
        var rest = new DiscordRestClient(http, options, time, random, loggers.CreateLogger<DiscordRestClient>());
        _cache = new GatewayBotCache(rest, time);
        IdentifyGate = new LocalIdentifyGate(_cache, time, loggers.CreateLogger<LocalIdentifyGate>());
    }

    public BotOptions Bot { get; }

    public IGatewayBotSource Gateway => _cache;

    public IIdentifyGate IdentifyGate { get; }

    public void Dispose() => _cache.Dispose();
}
