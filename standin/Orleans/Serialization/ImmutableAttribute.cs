namespace Orleans;

/// <summary>The value never changes once it is passed on, so it is shared instead of copied inside one process.</summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter,
    AllowMultiple = false,
    Inherited = false)]
public sealed class ImmutableAttribute : Attribute;
