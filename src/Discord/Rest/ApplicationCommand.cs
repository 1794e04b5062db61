using System.Text.Json;

namespace Fabric.Discord.Rest;

/// <summary>A command that users give by a slash, of Discord's kind CHAT_INPUT. Null stands for Discord's default.</summary>
/// <param name="Name">Its name, up to 32 characters.</param>
/// <param name="Description">What it does, up to 100 characters.</param>
/// <param name="Options">What belongs to it: parameters, or commands below it.</param>
/// <param name="Contexts">Where it may be given: 0 in guilds, 1 in direct messages with the bot.</param>
/// <param name="Type">1, or null, for a command of this kind.</param>
public sealed record ApplicationCommand(
    string Name, string Description, IReadOnlyList<ApplicationCommandOption>? Options = null, IReadOnlyList<int>? Contexts = null, int? Type = null)
{
    /// <summary>The kind CHAT_INPUT.</summary>
    public const int ChatInput = 1;

    /// <summary>Whether a command that is registered is this one. What Discord adds of its own accord does not count.</summary>
    public bool IsSameAs(ApplicationCommand registered) => Form(this) == Form(registered);

    private static string Form(ApplicationCommand command) => JsonSerializer.Serialize(
        command with { Type = command.Type ?? ChatInput, Options = Form(command.Options), Contexts = command.Contexts is null ? null : [.. command.Contexts.Order()] },
        RestJsonContext.Default.ApplicationCommand);

    private static IReadOnlyList<ApplicationCommandOption>? Form(IReadOnlyList<ApplicationCommandOption>? options) =>
        options is null or [] ? null : [.. options.Select(static option => option with { Required = option.Required is true ? true : null, Options = Form(option.Options) })];
}
