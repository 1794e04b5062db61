using Fabric.Grains.Ingest;
using Fabric.Grains.Json;

namespace Fabric.Grains.Commands;

/// <summary>A command that somebody gave by a slash.</summary>
/// <param name="Id">The interaction's id.</param>
/// <param name="Token">What answers it, for whoever has it: not for logs.</param>
/// <param name="User">Who gave it.</param>
/// <param name="Command">What is asked for, in the words of commands that are written.</param>
internal sealed record Interaction(ulong Id, string Token, ulong User, BotCommand Command)
{
    /// <summary>The first moment of Discord's ids, in milliseconds since 1970.</summary>
    private const long DiscordEpoch = 1_420_070_400_000;

    private const int TimeShift = 22;

    /// <summary>When it was given, by Discord's clock.</summary>
    public DateTimeOffset GivenAt => DateTimeOffset.FromUnixTimeMilliseconds((long)(Id >> TimeShift) + DiscordEpoch);

    /// <summary>INTERACTION_CREATE is of many kinds; this one is APPLICATION_COMMAND.</summary>
    private static ReadOnlySpan<byte> ApplicationCommand => "2"u8;

    /// <summary>Reads INTERACTION_CREATE; null for what is no command of ours.</summary>
    public static Interaction? Read(ReadOnlyMemory<byte> data)
    {
        // In a guild a member is named, elsewhere a user.
        var member = RawJson.Value(RawJson.Value(data, "member"u8), "user"u8);
        var user = DispatchReader.ReadSnowflake(RawJson.Value(member.IsEmpty ? RawJson.Value(data, "user"u8) : member, "id"u8));
        var id = DispatchReader.ReadSnowflake(RawJson.Value(data, "id"u8));
        return id != 0
            && user != 0
            && RawJson.Value(data, "type"u8).Span.SequenceEqual(ApplicationCommand)
            && RawJson.Text(RawJson.Value(data, "token"u8)) is { Length: > 0 } token
            && ReadCommand(RawJson.Value(data, "data"u8)) is { } command
            ? new Interaction(id, token, user, command)
            : null;
    }

    private static BotCommand? ReadCommand(ReadOnlyMemory<byte> data)
    {
        var name = RawJson.Text(RawJson.Value(data, "name"u8));
        var below = RawJson.Objects(RawJson.Value(data, "options"u8)) is [var first, ..] ? first : default;
        return (name, RawJson.Text(RawJson.Value(below, "name"u8))) switch
        {
            ("apikey", _) => new BotCommand("apikey", []),
            ("kv", "list") => new BotCommand("kv", []),
            ("kv", "get") when Parameter(below, "key") is { } key => new BotCommand("get", [key]),
            ("kv", "delete") when Parameter(below, "key") is { } key => new BotCommand("del", [key]),
            ("kv", "set") when (Parameter(below, "key"), Parameter(below, "value")) is ({ } key, { } value) => new BotCommand("set", [key, value]),
            ("presence", "hide") => new BotCommand(CommandHandler.Hide, []),
            ("presence", "show") => new BotCommand(CommandHandler.Show, []),
            _ => null,
        };
    }

    private static string? Parameter(ReadOnlyMemory<byte> command, string name) =>
        RawJson.Objects(RawJson.Value(command, "options"u8))
            .Where(option => RawJson.Text(RawJson.Value(option, "name"u8)) == name)
            .Select(static option => RawJson.Text(RawJson.Value(option, "value"u8)))
            .FirstOrDefault();
}
