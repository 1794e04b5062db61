using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orleans.CodeGenerator.Symbols;

/// <summary>
/// Says which values caller and callee may share: those marked [Immutable], those where nobody could tell a copy from the original,
/// because no field of theirs can change, and exceptions, whose stack belongs to the throw and not to the value.
/// </summary>
internal static class Immutability
{
    /// <summary>Whether values declared as this type are shared.</summary>
    public static bool IsShared(ITypeSymbol type) => IsShared(type, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    // A type that is met again while it is examined adds no field that was not looked at: it does not count against itself.
    private static bool IsShared(ITypeSymbol type, HashSet<ISymbol> visited)
    {
        if (type is not INamedTypeSymbol named)
        {
            return false;
        }

        if (named.TypeKind == TypeKind.Enum || !visited.Add(named))
        {
            return true;
        }

        var name = named.OriginalDefinition.MetadataFullName();
        if (BuiltInTypes.ImmutableGenerics.Contains(name))
        {
            return named.TypeArguments.All(argument => IsShared(argument, visited));
        }

        return BuiltInTypes.Immutable.Contains(name)
            || named.OriginalDefinition.HasAttribute(KnownNames.Immutable)
            || (named.OriginalDefinition.HasAttribute(KnownNames.GenerateSerializer)
                && (named.DerivesFrom(KnownNames.Exception) || CannotChange(named, visited)));
    }

    private static bool CannotChange(INamedTypeSymbol type, HashSet<ISymbol> visited)
    {
        // Of types in other assemblies the private fields are not visible here.
        if (!type.Locations.Any(location => location.IsInSource) || type.IsGenericType)
        {
            return false;
        }

        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).ToList();
        return fields.All(field => IsShared(field.Type, visited))
            && (type.IsValueType || (IsPlainSealedClass(type) && fields.All(IsSetOnce)));
    }

    private static bool IsPlainSealedClass(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsSealed: true, BaseType.SpecialType: SpecialType.System_Object }
        && (type.IsRecord || !type.InstanceConstructors.Any(IsPrimary));

    // The parameters of a class's primary constructor may live on as fields that no symbol shows.
    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax);

    private static bool IsSetOnce(IFieldSymbol field) =>
        field.IsReadOnly || field.AssociatedSymbol is IPropertySymbol { SetMethod: null or { IsInitOnly: true } };
}
