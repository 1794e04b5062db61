using System.Globalization;
using System.Text;
using Fabric.Abstractions.Presence;

namespace Fabric.Grains.Presence;

/// <summary>
/// What a key-value store takes, and in which order that is looked at (lanyard.md §2.5). Lengths are counted in grapheme clusters, as Lanyard
/// counts them. The limit of all values together is ours: they are part of every presence, and of a stored record.
/// </summary>
internal static class KeyValueRules
{
    public const int MostKeys = 512;
    public const int LongestKey = 255;
    public const int LongestValue = 30_000;

    /// <summary>The most that all keys and values may take in JSON, in bytes.</summary>
    public const int MostBytes = 2_000_000;

    /// <summary>One pair: the count first, then the key, then the value.</summary>
    public static KeyValueOutcome CheckPut(IReadOnlyDictionary<string, string> values, string key, string value)
    {
        if (values.Count >= MostKeys && !values.ContainsKey(key))
        {
            return KeyValueOutcome.TooManyKeys;
        }

        var outcome = CheckPair(key, value);
        return outcome == KeyValueOutcome.Done ? CheckSize(values, [KeyValuePair.Create(key, value)]) : outcome;
    }

    /// <summary>Many pairs, of which all are taken or none: each pair first, then the count.</summary>
    public static KeyValueOutcome CheckMerge(IReadOnlyDictionary<string, string> values, IReadOnlyCollection<KeyValuePair<string, string>> pairs)
    {
        foreach (var (key, value) in pairs)
        {
            if (CheckPair(key, value) is var outcome and not KeyValueOutcome.Done)
            {
                return outcome;
            }
        }

        return values.Count + pairs.Count(pair => !values.ContainsKey(pair.Key)) > MostKeys ? KeyValueOutcome.TooManyKeys : CheckSize(values, pairs);
    }

    /// <summary>Whether the values, so changed, can still be stored together.</summary>
    public static bool Fits(IReadOnlyDictionary<string, string> values, IReadOnlyCollection<KeyValuePair<string, string>> changes)
    {
        var changed = changes.Select(static pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        return changes.Sum(SizeOf) + values.Where(pair => !changed.Contains(pair.Key)).Sum(SizeOf) <= MostBytes;
    }

    private static KeyValueOutcome CheckPair(string key, string value)
    {
        if (IsLonger(key, LongestKey))
        {
            return KeyValueOutcome.KeyTooLong;
        }

        if (key.Length == 0 || !key.All(static character => char.IsAsciiLetterOrDigit(character) || character == '_'))
        {
            return KeyValueOutcome.KeyInvalid;
        }

        return IsLonger(value, LongestValue) ? KeyValueOutcome.ValueTooLong : KeyValueOutcome.Done;
    }

    /// <summary>A text has no more grapheme clusters than UTF-16 code units, so that most need not be looked through.</summary>
    private static bool IsLonger(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return false;
        }

        var rest = text.AsSpan();
        var count = 0;
        while (!rest.IsEmpty && count <= limit)
        {
            rest = rest[StringInfo.GetNextTextElementLength(rest)..];
            count++;
        }

        return count > limit;
    }

    private static KeyValueOutcome CheckSize(IReadOnlyDictionary<string, string> values, IReadOnlyCollection<KeyValuePair<string, string>> changes) =>
        Fits(values, changes) ? KeyValueOutcome.Done : KeyValueOutcome.TooLarge;

    private static long SizeOf(KeyValuePair<string, string> pair)
    {
        const int Punctuation = 6;
        const int Escape = 5;
        return Encoding.UTF8.GetByteCount(pair.Key) + (Escape * (long)pair.Key.AsSpan().CountEscaped()) + Punctuation + Encoding.UTF8.GetByteCount(pair.Value)
            + (Escape * (long)pair.Value.AsSpan().CountEscaped());
    }

    private static int CountEscaped(this ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var character in text)
        {
            count += character is < ' ' or '"' or '\\' ? 1 : 0;
        }

        return count;
    }
}
