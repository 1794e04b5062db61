using Fabric.Discord.Rest;

namespace Fabric.Grains.Commands;

/// <summary>The commands that users give by a slash, as they are registered with Discord.</summary>
internal static class SlashCommands
{
    private const int LongestValue = 6000;

    /// <summary>In guilds, and in direct messages with the bot.</summary>
    private static readonly int[] Anywhere = [0, 1];

    public static IReadOnlyList<ApplicationCommand> All { get; } =
    [
        new("kv", "Your key-value store, which is shown with your presence", [
            Below("set", "Sets a value", Key(), new(ApplicationCommandOption.Text, "value", "The value", Required: true, LongestValue)),
            Below("get", "Shows a value", Key()),
            Below("list", "Lists your keys"),
            Below("delete", "Deletes a value", Key()),
        ], Anywhere),
        new("apikey", "Makes an API key; the one before does not count any more", Contexts: Anywhere),
        new("presence", "Whether your presence is shown", [
            Below("hide", "Nobody is shown your presence any more"),
            Below("show", "Your presence is shown again"),
        ], Anywhere),
    ];

    private static ApplicationCommandOption Below(string name, string description, params ApplicationCommandOption[] parameters) =>
        new(ApplicationCommandOption.Subcommand, name, description, Options: parameters.Length == 0 ? null : parameters);

    private static ApplicationCommandOption Key() =>
        new(ApplicationCommandOption.Text, "key", "The key: letters, digits and underscores", Required: true, MaxLength: 255);
}
