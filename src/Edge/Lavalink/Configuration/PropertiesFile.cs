using System.Globalization;
using System.Text;
using Fabric.Edge.Composition;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Reads a <c>.properties</c> file as Java and Spring do; <c>#---</c> begins another document.</summary>
internal static class PropertiesFile
{
    private const int HexDigits = 4;

    /// <summary>The keys of each document; later documents come before earlier ones.</summary>
    /// <exception cref="SettingException">The text cannot be read.</exception>
    public static IReadOnlyList<IReadOnlyList<SettingEntry>> Read(string text, string file)
    {
        var documents = new List<List<SettingEntry>> { new() };
        foreach (var (line, number) in LogicalLines(text))
        {
            if (line is ['#' or '!', ..])
            {
                if (line[1..].TrimEnd() == "---")
                {
                    documents.Add([]);
                }

                continue;
            }

            documents[^1].Add(ReadLine(line, $"{file}:{number}"));
        }

        return documents;
    }

    /// <summary>Lines without what is blank before them; an odd number of backslashes at the end takes the next line in.</summary>
    private static IEnumerable<(string Line, int Number)> LogicalLines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var first = index + 1;
            var line = lines[index].TrimStart();
            while (line is not (['#' or '!', ..]) && EndsOpen(line))
            {
                line = line[..^1] + (++index < lines.Length ? lines[index].TrimStart() : "");
            }

            if (line.Length > 0)
            {
                yield return (line, first);
            }
        }
    }

    private static bool EndsOpen(string line) => (line.Length - line.TrimEnd('\\').Length) % 2 == 1;

    private static SettingEntry ReadLine(string line, string origin)
    {
        var end = 0;
        while (end < line.Length && line[end] is not ('=' or ':' or ' ' or '\t' or '\f'))
        {
            end += line[end] == '\\' ? 2 : 1;
        }

        end = Math.Min(end, line.Length);
        var value = line[end..].TrimStart();
        value = value is ['=' or ':', .. var rest] ? rest.TrimStart() : value;
        return new SettingEntry(Unescape(line[..end], origin), Unescape(value, origin), origin);
    }

    private static string Unescape(string text, string origin)
    {
        var result = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != '\\' || ++index == text.Length)
            {
                result.Append(index < text.Length ? text[index] : "");
            }
            else if (text[index] == 'u')
            {
                result.Append(ReadCode(text, index + 1, origin));
                index += HexDigits;
            }
            else
            {
                result.Append(text[index] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', 'f' => '\f', var other => other });
            }
        }

        return result.ToString();
    }

    private static char ReadCode(string text, int start, string origin) =>
        start + HexDigits <= text.Length && ushort.TryParse(text.AsSpan(start, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : throw new SettingException($"{origin}: after \\u four hexadecimal digits are expected.");
}
