namespace Fabric.Discord.Gateway;

/// <summary>Discord will not have this shard, and trying again cannot help. The message is one line that says what to change.</summary>
public sealed class GatewayFatalException(GatewayFatalReason reason, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public GatewayFatalReason Reason { get; } = reason;

    internal static GatewayFatalException For(GatewayFatalReason reason, GatewayOptions options) => new(reason, reason switch
    {
        GatewayFatalReason.AuthenticationFailed =>
            "Discord refused the bot token: copy it again from the Developer Portal (Bot > Reset Token).",
        GatewayFatalReason.InvalidShard =>
            $"Discord refused shard {options.ShardId} of {options.ShardCount}: take the number of shards from Get Gateway Bot.",
        GatewayFatalReason.ShardingRequired =>
            $"The bot is in too many guilds for {options.ShardCount} shard(s): take the number of shards from Get Gateway Bot.",
        GatewayFatalReason.InvalidApiVersion =>
            "Discord no longer accepts version 10 of the gateway: this program needs an update.",
        GatewayFatalReason.InvalidIntents =>
            $"Discord refused the intents {(int)options.Intents} as invalid: correct the intents setting.",
        GatewayFatalReason.DisallowedIntents =>
            $"The bot may not use {PrivilegedNames(options.Intents)}: enable this in the Developer Portal (Bot > Privileged Gateway Intents), "
            + "or leave it out of the intents setting.",
        _ => $"Discord refused the connection for good ({reason}).",
    });

    private static string PrivilegedNames(GatewayIntents intents)
    {
        var names = new List<string>(3);
        Add(GatewayIntents.GuildPresences, "the Presence intent");
        Add(GatewayIntents.GuildMembers, "the Server Members intent");
        Add(GatewayIntents.MessageContent, "the Message Content intent");
        return names.Count == 0 ? "an intent that it asks for" : string.Join(", ", names);

        void Add(GatewayIntents intent, string name)
        {
            if (intents.HasFlag(intent))
            {
                names.Add(name);
            }
        }
    }
}
