using System.Diagnostics.CodeAnalysis;
using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>
/// What a key of a request's body says: a value (which may be null where the protocol allows that), or nothing because the key is not
/// there (lavalink.md §2.1). The default is absent.
/// </summary>
/// <param name="IsPresent">Whether the key is there.</param>
/// <param name="Value">What it says; the default where it is absent.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.Optional`1")]
public readonly record struct Optional<T>([property: Id(0)] bool IsPresent, [property: Id(1)] T? Value)
{
    /// <summary>A key that is there.</summary>
    public static implicit operator Optional<T>(T value) => new(IsPresent: true, value);

    /// <summary>The value, if the key is there.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = Value;
        return IsPresent;
    }

    /// <summary>The value, or another where the key is absent.</summary>
    public T Or(T otherwise) => IsPresent ? Value! : otherwise;
}
