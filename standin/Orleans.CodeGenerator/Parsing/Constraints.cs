using Microsoft.CodeAnalysis;
using Orleans.CodeGenerator.Symbols;

namespace Orleans.CodeGenerator.Parsing;

/// <summary>Repeats the constraints of a type parameter.</summary>
internal static class Constraints
{
    /// <summary>The <c>where</c> clause; empty without constraints.</summary>
    public static string Clause(ITypeParameterSymbol parameter)
    {
        var constraints = Of(parameter).ToList();
        return constraints.Count == 0 ? string.Empty : $"where {parameter.Name} : {string.Join(", ", constraints)}";
    }

    private static IEnumerable<string> Of(ITypeParameterSymbol parameter)
    {
        if (Kind(parameter) is { } kind)
        {
            yield return kind;
        }

        foreach (var type in parameter.ConstraintTypes)
        {
            yield return type.FullName();
        }

        if (parameter.HasConstructorConstraint)
        {
            yield return "new()";
        }
    }

    private static string? Kind(ITypeParameterSymbol parameter) => parameter switch
    {
        { HasUnmanagedTypeConstraint: true } => "unmanaged",
        { HasValueTypeConstraint: true } => "struct",
        { HasReferenceTypeConstraint: true } => "class",
        { HasNotNullConstraint: true } => "notnull",
        _ => null,
    };
}
