namespace Orleans;

/// <summary>Why an activation ends.</summary>
public readonly struct DeactivationReason : IEquatable<DeactivationReason>
{
    /// <summary>A reason in words.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    /// <summary>A reason with the failure behind it.</summary>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Exception = exception;
        Description = text;
    }

    /// <summary>In words.</summary>
    public string Description { get; }

    /// <summary>The kind of reason.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <summary>The failure behind it, if any.</summary>
    public Exception? Exception { get; }

    /// <inheritdoc />
    public bool Equals(DeactivationReason other) =>
        ReasonCode == other.ReasonCode && Description == other.Description && ReferenceEquals(Exception, other.Exception);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is DeactivationReason other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(ReasonCode, Description, Exception);

    /// <inheritdoc />
    public override string ToString() => $"{ReasonCode}: {Description}";

    /// <summary>Value equality.</summary>
    public static bool operator ==(DeactivationReason left, DeactivationReason right) => left.Equals(right);

    /// <summary>Value inequality.</summary>
    public static bool operator !=(DeactivationReason left, DeactivationReason right) => !left.Equals(right);
}
