using System.Buffers;
using Fabric.Abstractions.ApiKeys;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Orleans;

namespace Fabric.Grains.Commands;

/// <summary>Carries out what users ask the bot for (lanyard.md §4.3). Unknown commands are none.</summary>
internal sealed class CommandHandler(string prefix, CommandReplies replies, IGrainFactory grains)
{
    /// <summary>Names that nobody can write after a prefix, as they hold a space: these commands are given by a slash alone.</summary>
    public const string Hide = "presence hide";
    public const string Show = "presence show";

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Whether a text is a command, known or not.</summary>
    public bool IsCommand(string content) => BotCommand.Parse(prefix, content) is not null;

    /// <summary>The replies, in order; none for what is no command.</summary>
    public async Task<IReadOnlyList<CommandReply>> HandleAsync(CommandMessage message) => BotCommand.Parse(prefix, message.Content) is { } command
        ? await CarryOutAsync(message.Author, message.IsDirect, command)
        : [];

    /// <summary>The replies to a command, in order; none for an unknown one.</summary>
    /// <param name="user">Whose it is.</param>
    /// <param name="isPrivate">Whether nobody else sees it.</param>
    /// <param name="command">The command.</param>
    public async Task<IReadOnlyList<CommandReply>> CarryOutAsync(ulong user, bool isPrivate, BotCommand command)
    {
        if (command.Name is "get" or "set" or "del" && await HasLeakedAsync(user, command))
        {
            var key = await Owner(user).RotateAsync();
            return [CommandReplies.Leaked(), CommandReplies.Key(key)];
        }

        return await AnswerAsync(user, isPrivate, command) is { } reply ? [reply] : [];
    }

    private async Task<CommandReply?> AnswerAsync(ulong user, bool isPrivate, BotCommand command) =>
        (command.Name, command.Arguments) switch
        {
            ("get", [var key]) => await GetAsync(user, key),
            ("get", _) => replies.Usage("get", "KEY"),
            ("set", [var key, _, ..]) => await SetAsync(user, key, command.Rest),
            ("set", _) => replies.Usage("set", "KEY VALUE"),
            ("del", [var key]) => await DeleteAsync(user, key),
            ("del", _) => replies.Usage("del", "KEY"),
            ("kv", _) => await ListAsync(user),
            ("apikey", _) when !isPrivate => replies.KeyOnlyInPrivate(),
            ("apikey", _) => CommandReplies.Key(await Owner(user).RotateAsync()),
            ("help", _) => replies.Help(),
            (Hide, _) => await SetHiddenAsync(user, isHidden: true),
            (Show, _) => await SetHiddenAsync(user, isHidden: false),
            _ => null,
        };

    private async Task<CommandReply> GetAsync(ulong user, string key) =>
        (await Presence(user).GetKeyValuesAsync())?.GetValueOrDefault(key) is { } value ? replies.Value(user, key, value) : CommandReplies.Missing(key);

    private async Task<CommandReply> SetAsync(ulong user, string key, string value)
    {
        var outcome = await Presence(user).PutAsync(key, value);
        return outcome == KeyValueOutcome.Done ? replies.Set(user, key) : CommandReplies.Refused(outcome);
    }

    private async Task<CommandReply> DeleteAsync(ulong user, string key)
    {
        var outcome = await Presence(user).DeleteAsync(key);
        return outcome == KeyValueOutcome.Done ? CommandReplies.Deleted(key) : CommandReplies.Refused(outcome);
    }

    private async Task<CommandReply> ListAsync(ulong user) => await Presence(user).GetKeyValuesAsync() is { } values
        ? replies.Keys(values.Keys.Order(StringComparer.Ordinal))
        : CommandReplies.Refused(KeyValueOutcome.NotMonitored);

    private async Task<CommandReply> SetHiddenAsync(ulong user, bool isHidden)
    {
        await Presence(user).SetHiddenAsync(isHidden);
        return isHidden ? CommandReplies.Hidden() : CommandReplies.Shown();
    }

    /// <summary>Whether an argument, or the whole value, is the author's key: then everybody in the channel has it.</summary>
    private async Task<bool> HasLeakedAsync(ulong user, BotCommand command)
    {
        foreach (var text in command.Arguments.Append(command.Rest).Where(static text => text.Length > 0).Distinct(StringComparer.Ordinal))
        {
            if (CouldBeKey(text) && await Owner(user).HasAsync(ApiKeyHash.Of(text)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Keys have 32 hexadecimal digits, at their end where there is a prefix: other words need not be asked about.</summary>
    private static bool CouldBeKey(string text)
    {
        const int Digits = 32;
        return text.Length >= Digits && text.AsSpan()[^Digits..].IndexOfAnyExcept(Hexadecimal) < 0;
    }

    private IPresenceGrain Presence(ulong user) => grains.GetGrain<IPresenceGrain>(PresenceKey.Of(new UserId(user)));

    private IKeyOwnerGrain Owner(ulong user) => grains.GetGrain<IKeyOwnerGrain>(KeyOwnerKey.Of(new UserId(user)));
}
