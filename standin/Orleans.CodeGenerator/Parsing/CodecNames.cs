using System.Text;
using Microsoft.CodeAnalysis;
using Orleans.CodeGenerator.Symbols;

namespace Orleans.CodeGenerator.Parsing;

/// <summary>Names of generated things, which other assemblies' generated code must be able to tell.</summary>
internal static class CodecNames
{
    /// <summary>Where an assembly's generated code lives.</summary>
    public static string Namespace(string? assembly) => $"OrleansStandInGenerated.{Identifier(assembly ?? "Unnamed")}";

    /// <summary>The codec class of a type, without type parameters.</summary>
    public static string Of(INamedTypeSymbol type) => $"Codec_{type.OriginalDefinition.MangledName()}";

    /// <summary>The codec class of a possibly constructed type, as any assembly names it.</summary>
    public static string Qualified(INamedTypeSymbol type)
    {
        var arguments = AllTypeArguments(type).Select(argument => argument.FullName()).ToList();
        var suffix = arguments.Count == 0 ? string.Empty : $"<{string.Join(", ", arguments)}>";
        return $"global::{Namespace(type.ContainingAssembly.Name)}.{Of(type)}{suffix}";
    }

    public static string Identifier(string name)
    {
        var identifier = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            identifier.Append(char.IsLetterOrDigit(character) ? character : '_');
        }

        return char.IsDigit(identifier[0]) ? $"_{identifier}" : identifier.ToString();
    }

    private static IEnumerable<ITypeSymbol> AllTypeArguments(INamedTypeSymbol type) =>
        (type.ContainingType is { } outer ? AllTypeArguments(outer) : []).Concat(type.TypeArguments);
}
