using System.Buffers.Binary;
using Microsoft.Extensions.Primitives;

namespace Fabric.Edge.Lanyard.Rest;

/// <summary>Entity tags (RFC 9110 §8.8.3): what a client has, told apart from what there is.</summary>
internal static class EntityTag
{
    private const string Weak = "W/";

    /// <summary>Odd, and otherwise without meaning: the first digits of pi.</summary>
    private const ulong Multiplier = 0x3243_F6A8_885A_308D;

    /// <summary>
    /// The tag of an answer: a hash, so that every process gives the same one to the same bytes and no two to others, which versions would
    /// not (the last ones before a crash may never have been stored). Weak, as the answer is the same however it is compressed.
    /// </summary>
    public static string Of(ReadOnlySpan<byte> answer) => $"{Weak}\"{Hash(answer):x16}\"";

    /// <summary>Whether the client says that it has this already (RFC 9110 §13.1.2); compared weakly.</summary>
    /// <param name="ifNoneMatch">The header of the request: a list of tags, or <c>*</c> for any.</param>
    /// <param name="tag">The tag of what there is.</param>
    public static bool IsKnown(StringValues ifNoneMatch, string tag)
    {
        foreach (var line in ifNoneMatch)
        {
            if (line is not null && IsIn(line, OpaqueOf(tag)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>64 bits by multiplying and folding. Nobody gains by two answers of one tag, so that a cryptographic hash's time would be spent for nothing.</summary>
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = Fold((ulong)bytes.Length + 1);
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        Span<byte> rest = stackalloc byte[sizeof(ulong)];
        rest.Clear();
        bytes.CopyTo(rest);
        return Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest));
    }

    private static ulong Fold(ulong value)
    {
        var high = Math.BigMul(value, Multiplier, out var low);
        return high ^ low;
    }

    private static bool IsIn(ReadOnlySpan<char> list, ReadOnlySpan<char> opaque)
    {
        if (list.Trim() is "*")
        {
            return true;
        }

        // A quoted tag may have commas in it.
        while (list.IndexOf('"') is >= 0 and var start && list[(start + 1)..].IndexOf('"') is >= 0 and var length)
        {
            if (list.Slice(start, length + 2).SequenceEqual(opaque))
            {
                return true;
            }

            list = list[(start + length + 2)..];
        }

        return false;
    }

    private static ReadOnlySpan<char> OpaqueOf(string tag) => tag.StartsWith(Weak, StringComparison.Ordinal) ? tag.AsSpan(Weak.Length) : tag;
}
