using System.Text;

namespace Orleans.Runtime;

/// <summary>The identity of a stream: a namespace and a key.</summary>
public readonly struct StreamId : IEquatable<StreamId>, IComparable<StreamId>
{
    private readonly IdSpan _namespace;
    private readonly IdSpan _key;

    private StreamId(IdSpan ns, IdSpan key)
    {
        _namespace = ns;
        _key = key;
    }

    /// <summary>The namespace's bytes.</summary>
    public ReadOnlyMemory<byte> Namespace => _namespace.Value;

    /// <summary>The key's bytes.</summary>
    public ReadOnlyMemory<byte> Key => _key.Value;

    /// <summary>Of namespace and key.</summary>
    public static StreamId Create(string? ns, string key) => new(ns is null ? default : IdSpan.Create(ns), IdSpan.Create(key));

    /// <summary>The key as text.</summary>
    public string GetKeyAsString() => Encoding.UTF8.GetString(Key.Span);

    /// <summary>The namespace as text.</summary>
    public string? GetNamespace() => _namespace.IsDefault ? null : Encoding.UTF8.GetString(Namespace.Span);

    /// <inheritdoc />
    public bool Equals(StreamId other) => _key.Equals(other._key) && _namespace.Equals(other._namespace);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is StreamId other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_namespace, _key);

    /// <inheritdoc />
    public int CompareTo(StreamId other)
    {
        var byNamespace = _namespace.CompareTo(other._namespace);
        return byNamespace != 0 ? byNamespace : _key.CompareTo(other._key);
    }

    /// <inheritdoc />
    public override string ToString() => $"{_namespace}/{_key}";

    /// <summary>Value equality.</summary>
    public static bool operator ==(StreamId s1, StreamId s2) => s1.Equals(s2);

    /// <summary>Value inequality.</summary>
    public static bool operator !=(StreamId s1, StreamId s2) => !s1.Equals(s2);
}
