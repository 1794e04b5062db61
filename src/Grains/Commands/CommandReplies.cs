using Fabric.Abstractions.Presence;
using Fabric.Discord.Rest;

namespace Fabric.Grains.Commands;

/// <summary>The bot's words. Text that users wrote pings nobody and ends no code block.</summary>
/// <param name="prefix">What commands begin with.</param>
/// <param name="externalUrl">Where clients reach Lanyard's front-end, without a slash at the end.</param>
/// <param name="delete">The command that deletes.</param>
internal sealed class CommandReplies(string prefix, string externalUrl, string delete = "del")
{
    private const string Yes = "✅";
    private const string No = "❌";
    private const int Blurple = 0x5865F2;
    private const string Gap = "\u200b";

    public CommandReply Value(ulong user, string key, string value)
    {
        var text = $"{Yes} `{Plain(key)}`\n{Block(value)}";
        return text.Length <= MessagePayload.LongestContent
            ? Reply(text)
            : Reply($"{Yes} `{Plain(key)}` is too long to be shown here. Look at it at {PageOf(user)}");
    }

    public static CommandReply Missing(string key) => Short($"{No} There is no key `{Plain(key)}`.");

    public CommandReply Set(ulong user, string key) =>
        Short($"{Yes} `{Plain(key)}` is set. Read it with `{prefix}get {Plain(key)}`, or at {PageOf(user)}");

    public static CommandReply Deleted(string key) => Short($"{Yes} `{Plain(key)}` is deleted.");

    public CommandReply Keys(IEnumerable<string> keys)
    {
        var names = string.Join(", ", keys);
        var text = $"Your keys (`{prefix}get`, `{prefix}set`, `{prefix}{delete}`):\n{Block(names.Length == 0 ? "No keys" : names)}";
        return text.Length <= MessagePayload.LongestContent ? Reply(text) : Reply($"{No} There are too many keys to be shown here.");
    }

    public static CommandReply Refused(KeyValueOutcome outcome) => Reply(outcome switch
    {
        KeyValueOutcome.NotMonitored => $"{No} You are in no server that is monitored, or you are hidden (`/presence show`).",
        KeyValueOutcome.TooManyKeys => $"{No} request would exceed key limit (512), please delete keys first",
        KeyValueOutcome.KeyTooLong => $"{No} key must be 255 characters or less",
        KeyValueOutcome.KeyInvalid => $"{No} key must be alphanumeric (a-zA-Z0-9_)",
        KeyValueOutcome.ValueTooLong => $"{No} value must be 30000 characters or less",
        KeyValueOutcome.TooLarge => $"{No} keys and values must be 2000000 bytes or less together",
        _ => throw new InvalidOperationException($"{outcome} is no refusal."),
    });

    public CommandReply Usage(string command, string arguments) => Reply($"{No} Usage: `{prefix}{command} {arguments}`");

    public static CommandReply Key(string key) => new(Embed("Your API key", $"||{key}||\nKeep it to yourself. The one before does not count any more."), IsPrivate: true);

    public CommandReply KeyOnlyInPrivate() => Reply($"{No} Write `{prefix}apikey` to me in a direct message: everybody would see the key here.");

    public static CommandReply Leaked() => Reply($"{No} That was your API key, for everybody to see. It does not count any more; I have sent you a new one.");

    public static CommandReply Hidden() => Reply($"{Yes} Your presence is hidden: nobody is shown it any more. `/presence show` brings it back.");

    public static CommandReply Shown() => Reply($"{Yes} Your presence is shown to everybody who asks.");

    public static CommandReply Slow() => Reply("⌛ That takes longer than it should. Look again in a moment.");

    /// <summary>Several replies in one, of which the embeds are one's alone.</summary>
    public static CommandReply Together(IReadOnlyList<CommandReply> replies) => replies is [var only] ? only : new(new MessagePayload(
        string.Join('\n', replies.Select(static reply => reply.Message.Content).OfType<string>()),
        replies.Select(static reply => reply.Message.Embeds).FirstOrDefault(static embeds => embeds is not null)));

    public static CommandReply Failed() => Reply($"{No} That did not work just now. Try again in a moment.");

    public CommandReply Help() => new(Embed("Commands", $"""
        `{prefix}get KEY` shows a value
        `{prefix}set KEY VALUE` sets it
        `{prefix}del KEY` deletes it
        `{prefix}kv` lists your keys
        `{prefix}apikey` makes an API key (in a direct message)
        """));

    private static MessagePayload Embed(string title, string description) => new(null, [new MessageEmbed(title, description, Blurple)]);

    /// <summary>A reply that names a key as it was written, which may be of any length.</summary>
    private static CommandReply Short(string text) =>
        Reply(text.Length <= MessagePayload.LongestContent ? text : $"{text[..(MessagePayload.LongestContent - 1)]}…");

    private static CommandReply Reply(string text) => new(new MessagePayload(text.Replace("@", $"@{Gap}{Gap}", StringComparison.Ordinal)));

    private static string Block(string text) => $"```\n{text.Replace("`", $"`{Gap}", StringComparison.Ordinal)}\n```";

    private static string Plain(string text) => text.Replace("`", "", StringComparison.Ordinal);

    private string PageOf(ulong user) => $"{externalUrl}/v1/users/{user}";
}
