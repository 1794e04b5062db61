using System.ComponentModel;

namespace Orleans.StandIn;

/// <summary>What is known of a grain interface's method at build time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GrainMethod
{
    /// <summary>The interface's alias or full name.</summary>
    public required string InterfaceName { get; init; }

    /// <summary>The method's alias, or its name with the parameter types where the name is overloaded.</summary>
    public required string Name { get; init; }

    /// <summary>[ReadOnly]: may interleave with other read-only calls.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>[AlwaysInterleave]: may interleave with every call.</summary>
    public bool AlwaysInterleaves { get; init; }

    /// <summary>[ResponseTimeout]; null for the default.</summary>
    public string? ResponseTimeout { get; init; }

    /// <summary>Makes an empty request of this method, to be read from a message.</summary>
    public required Func<GrainRequest> CreateRequest { get; init; }

    /// <summary>The parsed <see cref="ResponseTimeout" />.</summary>
    internal TimeSpan? Timeout => _timeout ??= ResponseTimeout is null
        ? null
        : TimeSpan.Parse(ResponseTimeout, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The name by which it travels.</summary>
    internal string FullName => _fullName ??= $"{InterfaceName}.{Name}";

    private TimeSpan? _timeout;
    private string? _fullName;

    /// <inheritdoc />
    public override string ToString() => FullName;
}
