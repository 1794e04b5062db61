namespace Fabric.Discord.Rest;

/// <summary>A parameter of a command, or a command below another.</summary>
/// <param name="Type">Which of the two: <see cref="Subcommand" /> or <see cref="Text" />.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is.</param>
/// <param name="Required">Whether a parameter must be given; null where not.</param>
/// <param name="MaxLength">The most characters of a parameter, from 1 to 6000; null for no limit of its own.</param>
/// <param name="Options">The parameters of a command below another.</param>
public sealed record ApplicationCommandOption(
    int Type, string Name, string Description, bool? Required = null, int? MaxLength = null, IReadOnlyList<ApplicationCommandOption>? Options = null)
{
    /// <summary>The kind SUB_COMMAND.</summary>
    public const int Subcommand = 1;

    /// <summary>The kind STRING.</summary>
    public const int Text = 3;
}
