using Microsoft.CodeAnalysis;

namespace Orleans.CodeGenerator.Symbols;

/// <summary>Says which types may appear in grain calls, streams and messages.</summary>
internal static class Serializability
{
    /// <summary>The part of a type that cannot be serialized, or null where all of it can.</summary>
    public static ITypeSymbol? FindOffender(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => FindOffender(array.ElementType),
        ITypeParameterSymbol => null,
        INamedTypeSymbol { TypeKind: TypeKind.Enum } => null,
        INamedTypeSymbol named when IsCarried(named) => named.TypeArguments.Select(FindOffender).FirstOrDefault(offender => offender is not null),
        _ => type,
    };

    private static bool IsCarried(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface)
        {
            return false;
        }

        var name = type.OriginalDefinition.MetadataFullName();
        return BuiltInTypes.Immutable.Contains(name)
            || BuiltInTypes.ImmutableGenerics.Contains(name)
            || BuiltInTypes.Collections.Contains(name)
            || BuiltInTypes.IsBytes(type)
            || type.OriginalDefinition.HasAttribute(KnownNames.GenerateSerializer);
    }
}
