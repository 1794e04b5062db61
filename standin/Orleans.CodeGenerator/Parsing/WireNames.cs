using Microsoft.CodeAnalysis;
using Orleans.CodeGenerator.Rules;
using Orleans.CodeGenerator.Symbols;

namespace Orleans.CodeGenerator.Parsing;

/// <summary>Gives each method of an interface the name that calls from other processes use.</summary>
internal static class WireNames
{
    /// <summary>
    /// The alias; else the name, with the parameter types where it is overloaded, and the declaring interface where even those are
    /// the same.
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<IMethodSymbol> methods, INamedTypeSymbol type, Findings findings)
    {
        var aliases = new Dictionary<string, IMethodSymbol>(StringComparer.Ordinal);
        foreach (var method in methods)
        {
            if (method.AttributeText(KnownNames.Alias) is { } alias && !TryAdd(aliases, alias, method))
            {
                findings.Add(GenuineRules.DuplicateAlias, At(method, type), alias, method.Name, aliases[alias].Name);
            }
        }

        return [.. methods.Select(method => Name(method, methods))];
    }

    private static ISymbol At(IMethodSymbol method, INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingType, type) ? method : type;

    private static string Name(IMethodSymbol method, IReadOnlyList<IMethodSymbol> methods)
    {
        if (method.AttributeText(KnownNames.Alias) is { } alias)
        {
            return alias;
        }

        if (IsUnique(methods.Select(other => other.Name), method.Name))
        {
            return method.Name;
        }

        var signature = Signature(method);
        return IsUnique(methods.Select(Signature), signature)
            ? signature
            : $"{method.ContainingType.ToDisplayString()}.{signature}";
    }

    private static bool IsUnique(IEnumerable<string> names, string name) =>
        names.Count(other => string.Equals(other, name, StringComparison.Ordinal)) == 1;

    private static string Signature(IMethodSymbol method) =>
        $"{method.Name}({string.Join(",", method.Parameters.Select(parameter => parameter.Type.FullName().Replace("global::", string.Empty)))})";

    private static bool TryAdd(Dictionary<string, IMethodSymbol> aliases, string alias, IMethodSymbol method)
    {
        if (aliases.ContainsKey(alias))
        {
            return false;
        }

        aliases.Add(alias, method);
        return true;
    }
}
