using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Fabric.Silo.Import;

/// <summary>Texts out of somebody else's database.</summary>
internal static class Shown
{
    private const int Longest = 80;

    /// <summary>The text; null for bytes that are not UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<byte> utf8) => Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : null;

    /// <summary>The text in a line: short, and without control characters.</summary>
    public static string Text(string text) =>
        JsonEncodedText.Encode(text.Length <= Longest ? text : text[..Longest] + "…", System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
}
