using Fabric.Discord.Gateway;
using Fabric.Discord.Rest;
using Fabric.Grains.Commands;
using Fabric.Protocol;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Fabric.Grains.Ingest;

/// <summary>What the shards of one bot share in a process: Discord's REST API, the gateway's address, the way to the order of identifies.</summary>
internal sealed class BotConnections : IDisposable
{
    private readonly GatewayBotCache _cache;

    public BotConnections(BotOptions bot, HttpClient http, IGrainFactory grains, TimeProvider time, IRandomSource random, ILoggerFactory loggers)
    {
        Bot = bot;
        var options = new DiscordRestOptions { Token = bot.Token, BaseUrl = bot.ApiUrl };
        var rest = new DiscordRestClient(http, options, time, random, loggers.CreateLogger<DiscordRestClient>());
        var rates = new CommandRates(time);
        Commander = bot.CommandPrefix.Length > 0 ? NewCommander(bot, rest, grains, rates, loggers) : null;
        SlashCommander = bot.SlashCommands ? NewSlashCommander(bot, rest, grains, rates, time, loggers) : null;
        _cache = new GatewayBotCache(rest, time);
        IdentifyGate = new ClusterIdentifyGate(bot.Id, grains, time);
    }

    public BotOptions Bot { get; }

    public GatewayBotCache Gateway => _cache;

    public IIdentifyGate IdentifyGate { get; }

    /// <summary>Answers commands; null where the bot takes none.</summary>
    public BotCommander? Commander { get; }

    /// <summary>Answers commands that are given by a slash; null where the bot takes none.</summary>
    public SlashCommander? SlashCommander { get; }

    public void Dispose() => _cache.Dispose();

    private static BotCommander NewCommander(
        BotOptions bot, DiscordRestClient rest, IGrainFactory grains, CommandRates rates, ILoggerFactory loggers)
    {
        var replies = new CommandReplies(bot.CommandPrefix, bot.ExternalUrl.TrimEnd('/'));
        var handler = new CommandHandler(bot.CommandPrefix, replies, grains);
        return new BotCommander(handler, rest, rates, loggers.CreateLogger<BotCommander>());
    }

    private static SlashCommander NewSlashCommander(
        BotOptions bot, DiscordRestClient rest, IGrainFactory grains, CommandRates rates, TimeProvider time, ILoggerFactory loggers)
    {
        const string Prefix = "/kv ";
        var replies = new CommandReplies(Prefix, bot.ExternalUrl.TrimEnd('/'), delete: "delete");
        return new SlashCommander(new CommandHandler(Prefix, replies, grains), rest, rates, time, loggers.CreateLogger<SlashCommander>());
    }
}
