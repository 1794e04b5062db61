using System.Buffers;
using Orleans;

namespace Fabric.Abstractions.Ids;

/// <summary>A Lavalink session: 16 characters of <c>a-z0-9</c> (lavalink.md §4.1).</summary>
[GenerateSerializer, Immutable, Alias("fabric.SessionId")]
public readonly record struct SessionId([property: Id(0)] string Value)
{
    /// <summary>How many characters an id has.</summary>
    public const int Length = 16;

    /// <summary>The characters of an id.</summary>
    public const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    /// <summary>Reads an id; anything else names no session.</summary>
    public static bool TryParse(string? text, out SessionId id)
    {
        var isId = text is { Length: Length } && !text.AsSpan().ContainsAnyExcept(Characters);
        id = new SessionId(isId ? text! : "");
        return isId;
    }

    /// <inheritdoc />
    public override string ToString() => Value;
}
