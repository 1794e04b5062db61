using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>
/// A JSON value of somebody else's, kept byte for byte: userData, pluginInfo, the settings of a plugin's filter. The default is the empty
/// object. Two are equal when their bytes are.
/// </summary>
/// <param name="Utf8">One well-formed value as UTF-8, shared: never write to it. Empty stands for <c>{}</c>.</param>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.RawJson")]
public readonly record struct RawJson([property: Id(0)] ReadOnlyMemory<byte> Utf8)
{
    /// <summary>The value's text.</summary>
    public ReadOnlySpan<byte> Text => Utf8.IsEmpty ? "{}"u8 : Utf8.Span;

    /// <inheritdoc />
    public bool Equals(RawJson other) => Text.SequenceEqual(other.Text);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Text);
        return hash.ToHashCode();
    }

    /// <inheritdoc />
    public override string ToString() => System.Text.Encoding.UTF8.GetString(Text);
}
