using System.Text;

namespace Orleans.Runtime;

/// <summary>The kind of a grain.</summary>
public readonly struct GrainType : IEquatable<GrainType>, IComparable<GrainType>
{
    /// <summary>Of an identifier.</summary>
    public GrainType(IdSpan id) => Value = id;

    /// <summary>Of UTF-8 bytes.</summary>
    public GrainType(byte[] value) => Value = new IdSpan(value);

    /// <summary>The identifier.</summary>
    public IdSpan Value { get; }

    /// <summary>Whether there is none.</summary>
    public bool IsDefault => Value.IsDefault;

    /// <summary>Of text.</summary>
    public static GrainType Create(string value) => new(Encoding.UTF8.GetBytes(value));

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> AsSpan() => Value.AsSpan();

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => Value.GetUniformHashCode();

    /// <inheritdoc />
    public bool Equals(GrainType obj) => Value.Equals(obj.Value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc />
    public int CompareTo(GrainType other) => Value.CompareTo(other.Value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();

    /// <summary>Value equality.</summary>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Value inequality.</summary>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}
