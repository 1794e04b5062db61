using System.Text.RegularExpressions;

namespace Fabric.Edge.Composition;

/// <summary>Puts into an operator's words what .NET's configuration says about a value or a file that it cannot read.</summary>
internal static partial class UnreadableSetting
{
    public static string Describe(InvalidOperationException exception) => Unconverted().Match(exception.Message) is { Success: true } match
        ? $"{match.Groups["setting"].Value} is '{match.Groups["value"].Value}'; it must be {Wanted(match.Groups["type"].Value)}."
        : exception.Message;

    /// <summary>The cause, two levels down, says where in the file the mistake is.</summary>
    public static string Describe(InvalidDataException exception) =>
        $"{exception.Message.TrimEnd('.')} ({exception.GetBaseException().Message.TrimEnd('.')}): correct the file.".ReplaceLineEndings(" ");

    private static string Wanted(string type) => type switch
    {
        "System.Int32" or "System.Int64" => "a whole number",
        "System.Boolean" => "'true' or 'false'",
        "System.TimeSpan" => "a time such as 00:00:10",
        "System.Double" => "a number",
        _ => FindEnum(type) is { } names ? Choice(names) : "one of the values in docs/configuration.md",
    };

    /// <summary>The message has the type's name alone; its assembly is loaded, as the setting's class is.</summary>
    private static string[]? FindEnum(string type) => AppDomain.CurrentDomain.GetAssemblies()
        .Select(assembly => assembly.GetType(type))
        .FirstOrDefault(static found => found is { IsEnum: true })
        ?.GetEnumNames();

    private static string Choice(string[] names) => names is [.. var others, var last] && others.Length > 0
        ? $"{string.Join(", ", others)} or {last}"
        : string.Concat(names);

    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<setting>.*)' to type '(?<type>.*)'", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unconverted();
}
