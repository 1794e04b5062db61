namespace Fabric.Grains.Commands;

/// <summary>A command as it was written (lanyard.md §4.3): a name after the prefix, and what follows, split at single spaces.</summary>
/// <param name="Name">The name, as it was written: letter case counts.</param>
/// <param name="Arguments">The words after it; between two spaces is an empty one.</param>
internal sealed record BotCommand(string Name, IReadOnlyList<string> Arguments)
{
    /// <summary>The value of <c>.set KEY VALUE…</c>: everything after the key.</summary>
    public string Rest => string.Join(' ', Arguments.Skip(1));

    /// <summary>Null for what does not begin with the prefix.</summary>
    public static BotCommand? Parse(string prefix, string content) =>
        prefix.Length > 0 && content.StartsWith(prefix, StringComparison.Ordinal) && content[prefix.Length..].Split(' ') is [var name, .. var arguments]
            ? new BotCommand(name, arguments)
            : null;
}
