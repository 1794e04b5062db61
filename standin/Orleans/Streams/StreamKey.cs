using System.Text;
using Orleans.Runtime;
using Orleans.StandIn;

namespace Orleans.Streams;

/// <summary>The key under which a stream's items travel: provider, stream and item type.</summary>
internal static class StreamKey
{
    /// <summary>In characters: a receiver has this much room for it.</summary>
    public const int Longest = 1024;

    public static string Of(string provider, StreamId id, Type item) => $"{provider}\n{id}\n{item.FullName}";

    /// <summary>Refuses a key that no receiver would take.</summary>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public static void Check(string key)
    {
        if (key.Length > Longest)
        {
            throw new ArgumentException(
                $"The names of a stream, its provider and its item type have {key.Length} characters together; the stand-in's streams take {Longest}: {key[..100].ReplaceLineEndings(" ")}...");
        }
    }

    /// <summary>Reads one into a buffer of <see cref="Longest" /> characters; returns how many it has.</summary>
    public static int Read(ref MessageReader reader, scoped Span<char> buffer) => Encoding.UTF8.GetChars(reader.ReadBytes(), buffer);
}
