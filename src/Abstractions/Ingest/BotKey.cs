using Fabric.Abstractions.Ids;

namespace Fabric.Abstractions.Ingest;

/// <summary>The key of an <see cref="IBotGrain" />: the operator's name for the bot.</summary>
public static class BotKey
{
    /// <summary>The key of a bot's grain.</summary>
    public static string Of(BotId bot) => bot.Value;

    /// <summary>The bot of a key.</summary>
    public static BotId Parse(string key) => new(key);
}
