namespace Orleans.Runtime;

/// <summary>A reference to a grain; generated proxies derive from it.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal GrainReference()
    {
    }

    /// <summary>The grain.</summary>
    public GrainId GrainId { get; internal set; }

    /// <inheritdoc />
    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc />
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => $"GrainReference:{GrainId}";
}
