using Microsoft.CodeAnalysis;

namespace Orleans.CodeGenerator.Symbols;

/// <summary>The types that the engine's own codecs carry; BuiltInCodecs is the other side of this list.</summary>
internal static class BuiltInTypes
{
    /// <summary>Values that are passed on without a copy.</summary>
    public static readonly HashSet<string> Immutable = new(StringComparer.Ordinal)
    {
        "System.Boolean", "System.Byte", "System.SByte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32",
        "System.Int64", "System.UInt64", "System.Char", "System.Single", "System.Double", "System.Decimal", "System.String",
        "System.Guid", "System.TimeSpan", "System.DateTime", "System.DateTimeOffset", "System.Uri", "System.Net.IPEndPoint",
        "Orleans.Runtime.GrainId", "Orleans.Runtime.SiloAddress",
    };

    /// <summary>Generic types that are as immutable as their type arguments.</summary>
    public static readonly HashSet<string> ImmutableGenerics = new(StringComparer.Ordinal)
    {
        "System.Nullable`1", "System.Collections.Immutable.ImmutableArray`1", "System.Collections.Generic.KeyValuePair`2",
        "System.ValueTuple`2", "System.ValueTuple`3",
    };

    /// <summary>Collections, which are copied.</summary>
    public static readonly HashSet<string> Collections = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.List`1", "System.Collections.Generic.HashSet`1", "System.Collections.Generic.Dictionary`2",
    };

    private const string Memory = "System.ReadOnlyMemory`1";

    /// <summary>Bytes in memory, which are copied because their owner may still write to them.</summary>
    public static bool IsBytes(INamedTypeSymbol type) =>
        type.Is(Memory) && type.TypeArguments[0].SpecialType == SpecialType.System_Byte;
}
