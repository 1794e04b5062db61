using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Orleans.CodeGenerator.Symbols;

internal static class SymbolExtensions
{
    /// <summary>The type as generated code names it.</summary>
    public static string FullName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>Namespace, containing types and name with arity: <c>Outer.Space.Type`1+Nested</c>.</summary>
    public static string MetadataFullName(this ITypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            return $"{outer.MetadataFullName()}+{type.MetadataName}";
        }

        var space = type.ContainingNamespace;
        return space is null or { IsGlobalNamespace: true } ? type.MetadataName : $"{space.ToDisplayString()}.{type.MetadataName}";
    }

    /// <summary>The type's name as part of an identifier, different for different types.</summary>
    public static string MangledName(this ITypeSymbol type)
    {
        var mangled = new StringBuilder();
        foreach (var character in type.MetadataFullName())
        {
            mangled.Append(character switch
            {
                '_' => "__",
                '`' => "_Of",
                '.' or '+' => "_",
                _ => character.ToString(),
            });
        }

        return mangled.ToString();
    }

    public static bool Is(this ITypeSymbol? type, string metadataName) =>
        type is INamedTypeSymbol named
        && metadataName.EndsWith(named.MetadataName, StringComparison.Ordinal)
        && string.Equals(named.OriginalDefinition.MetadataFullName(), metadataName, StringComparison.Ordinal);

    public static AttributeData? FindAttribute(this ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(metadataName));

    public static bool HasAttribute(this ISymbol symbol, string metadataName) => symbol.FindAttribute(metadataName) is not null;

    /// <summary>The text that an attribute was given as its first argument.</summary>
    public static string? AttributeText(this ISymbol symbol, string metadataName) =>
        symbol.FindAttribute(metadataName)?.ConstructorArguments.FirstOrDefault().Value as string;

    public static bool Implements(this ITypeSymbol type, string metadataName) =>
        type.AllInterfaces.Any(candidate => candidate.Is(metadataName));

    public static bool DerivesFrom(this ITypeSymbol type, string metadataName)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (level.Is(metadataName))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsGrainInterface(this ITypeSymbol type) =>
        type.TypeKind == TypeKind.Interface
        && type.Implements(KnownNames.Addressable)
        && !KnownNames.Markers.Contains(type.MetadataFullName());

    public static bool IsGrainClass(this ITypeSymbol type) =>
        type.TypeKind == TypeKind.Class
        && (type.Implements(KnownNames.GrainBase) || type.DerivesFrom(KnownNames.Grain))
        && type.AllInterfaces.Any(IsGrainInterface);

    /// <summary>Whether generated code in the symbol's assembly may name it.</summary>
    public static bool IsAccessibleInAssembly(this INamedTypeSymbol type)
    {
        for (var level = type; level is not null; level = level.ContainingType)
        {
            if (level.IsFileLocal || !level.DeclaredAccessibility.IsAtLeastInternal())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether other assemblies may name the type.</summary>
    public static bool IsPublic(this INamedTypeSymbol type)
    {
        for (var level = type; level is not null; level = level.ContainingType)
        {
            if (level.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsAtLeastInternal(this Accessibility accessibility) =>
        accessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    /// <summary>The name as source code writes it.</summary>
    public static string Identifier(this ISymbol symbol) =>
        SyntaxFacts.GetKeywordKind(symbol.Name) == SyntaxKind.None ? symbol.Name : $"@{symbol.Name}";
}
