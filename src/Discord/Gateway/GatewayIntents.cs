namespace Fabric.Discord.Gateway;

/// <summary>Which events Discord sends. The members marked privileged must be enabled in the Developer Portal, else close code 4014.</summary>
[Flags]
public enum GatewayIntents
{
    None = 0,
    Guilds = 1 << 0,

    /// <summary>Privileged ("Server Members").</summary>
    GuildMembers = 1 << 1,
    GuildModeration = 1 << 2,
    GuildExpressions = 1 << 3,
    GuildIntegrations = 1 << 4,
    GuildWebhooks = 1 << 5,
    GuildInvites = 1 << 6,
    GuildVoiceStates = 1 << 7,

    /// <summary>Privileged ("Presence").</summary>
    GuildPresences = 1 << 8,
    GuildMessages = 1 << 9,
    GuildMessageReactions = 1 << 10,
    GuildMessageTyping = 1 << 11,
    DirectMessages = 1 << 12,
    DirectMessageReactions = 1 << 13,
    DirectMessageTyping = 1 << 14,

    /// <summary>Privileged ("Message Content").</summary>
    MessageContent = 1 << 15,
    GuildScheduledEvents = 1 << 16,
    AutoModerationConfiguration = 1 << 20,
    AutoModerationExecution = 1 << 21,
    GuildMessagePolls = 1 << 24,
    DirectMessagePolls = 1 << 25,

    /// <summary>What commands by message take.</summary>
    Commands = GuildMessages | DirectMessages | MessageContent,

    /// <summary>What following presences takes.</summary>
    Presence = Guilds | GuildMembers | GuildPresences,
}
