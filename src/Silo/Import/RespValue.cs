using System.Text;

namespace Fabric.Silo.Import;

/// <summary>A reply of Redis.</summary>
internal abstract record RespValue
{
    /// <summary>Nothing there.</summary>
    public sealed record Null : RespValue;

    /// <summary>A refusal: a code in capitals, and what it means.</summary>
    public sealed record Error(string Text) : RespValue;

    /// <summary>A status, or a number as text.</summary>
    public sealed record Simple(string Text) : RespValue;

    /// <summary>A number.</summary>
    public sealed record Number(long Value) : RespValue;

    /// <summary>Bytes, which may be text.</summary>
    public sealed record Bulk(byte[] Bytes) : RespValue
    {
        /// <summary>The text; U+FFFD for what is not UTF-8.</summary>
        public string Text => Encoding.UTF8.GetString(Bytes);
    }

    /// <summary>More bytes than are taken. They have been read past.</summary>
    public sealed record TooLarge(long Length) : RespValue;

    /// <summary>Several. A map is a list of keys and values in turn.</summary>
    public sealed record List(IReadOnlyList<RespValue> Items) : RespValue;
}
