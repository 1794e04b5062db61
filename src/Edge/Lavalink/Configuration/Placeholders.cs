using Fabric.Edge.Composition;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Fills in <c>${NAME}</c> and <c>${NAME:default}</c> as Spring does: defaults and values may hold placeholders again.</summary>
/// <param name="find">The text that a name stands for, with its own placeholders; null for an unknown one.</param>
internal sealed class Placeholders(Func<string, string?> find)
{
    private const string Opening = "${";
    private const char Closing = '}';
    private const int DeepestNesting = 20;

    /// <summary>Placeholders of placeholders can stand for a text of any length.</summary>
    private const int MostFilledIn = 200;

    private int _filledIn;

    /// <summary>The text without placeholders.</summary>
    /// <exception cref="SettingException">One stands for nothing, or for itself; the message goes on where the setting was named.</exception>
    public string Resolve(string text)
    {
        _filledIn = 0;
        return Resolve(text, 0);
    }

    private string Resolve(string text, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new SettingException("has placeholders that stand for one another; end the circle.");
        }

        var start = text.IndexOf(Opening, StringComparison.Ordinal);
        if (start < 0 || FindEnd(text, start + Opening.Length) is not { } end)
        {
            return text;
        }

        if (++_filledIn > MostFilledIn)
        {
            throw new SettingException($"has more than {MostFilledIn} placeholders, those of its placeholders counted.");
        }

        return text[..start] + Fill(text[(start + Opening.Length)..end], depth) + Resolve(text[(end + 1)..], depth);
    }

    private string Fill(string inner, int depth)
    {
        var colon = FindColon(inner);
        var name = Resolve(colon < 0 ? inner : inner[..colon], depth + 1);
        if (find(name) is { } value)
        {
            return Resolve(value, depth + 1);
        }

        return colon < 0 ? throw new SettingException(Refusal(name)) : Resolve(inner[(colon + 1)..], depth + 1);
    }

    /// <summary>A password may look like a placeholder: only what can name a variable or a key is shown.</summary>
    private static string Refusal(string name) => name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-')
        ? $"refers to '{name}', which is not set; set it, or write a default as in ${{{name}:...}}."
        : "refers to something that is not set; set it, or write a default as in ${NAME:...}.";

    private static int? FindEnd(string text, int from)
    {
        var depth = 0;
        for (var index = from; index < text.Length; index++)
        {
            if (IsOpening(text, index))
            {
                depth++;
            }
            else if (text[index] == Closing && depth-- == 0)
            {
                return index;
            }
        }

        return null;
    }

    /// <summary>The colon before the default, which is not within a placeholder of the name.</summary>
    private static int FindColon(string inner)
    {
        var depth = 0;
        for (var index = 0; index < inner.Length; index++)
        {
            if (inner[index] == ':' && depth == 0)
            {
                return index;
            }

            depth += IsOpening(inner, index) ? 1 : inner[index] == Closing ? -1 : 0;
        }

        return -1;
    }

    private static bool IsOpening(string text, int index) => text.AsSpan(index).StartsWith(Opening, StringComparison.Ordinal);
}
