using Microsoft.CodeAnalysis;
using Orleans.CodeGenerator.Models;
using Orleans.CodeGenerator.Rules;
using Orleans.CodeGenerator.Symbols;

namespace Orleans.CodeGenerator.Parsing;

/// <summary>Reads a grain interface.</summary>
internal static class GrainInterfaceParser
{
    /// <summary>The model; null where there are findings, or the type is no grain interface.</summary>
    public static GrainInterfaceModel? Parse(INamedTypeSymbol type, Findings findings)
    {
        if (!type.IsGrainInterface())
        {
            return null;
        }

        CheckInterface(type, findings);
        foreach (var member in type.GetMembers())
        {
            CheckMember(member, findings);
        }

        var methods = Methods(type, findings);
        return findings.IsEmpty
            ? new GrainInterfaceModel(type.FullName(), type.MangledName(), type.AttributeText(KnownNames.Alias)!, new(methods))
            : null;
    }

    private static void CheckInterface(INamedTypeSymbol type, Findings findings)
    {
        if (!type.IsAccessibleInAssembly())
        {
            findings.Add(GenuineRules.Inaccessible, type, type.Name);
        }

        if (type.IsGenericType)
        {
            findings.Add(StandInRules.Generic, type, type.Name);
        }

        if (type.AttributeText(KnownNames.Alias) is null)
        {
            findings.Add(StandInRules.MissingAlias, type, type.Name);
        }
    }

    private static void CheckMember(ISymbol member, Findings findings)
    {
        if (member is { IsStatic: false, IsAbstract: true } and (IPropertySymbol or IEventSymbol))
        {
            findings.Add(GenuineRules.InterfaceProperty, member, member.Name, member.ContainingType.Name);
        }

        CheckTimeout(member, findings);
    }

    private static void CheckTimeout(ISymbol symbol, Findings findings)
    {
        if (symbol.AttributeText(KnownNames.ResponseTimeout) is { } text
            && !TimeSpan.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            findings.Add(StandInRules.ResponseTimeout, symbol, text, symbol.Name);
        }
    }

    private static List<GrainMethodModel> Methods(INamedTypeSymbol type, Findings findings)
    {
        // What is wrong with an inherited interface is said where it is declared.
        var inherited = new Findings();
        var symbols = new[] { type }.Concat(type.AllInterfaces).SelectMany(CallableMethods).ToList();
        var names = WireNames.Of(symbols, type, findings);
        var methods = new List<GrainMethodModel>(symbols.Count);
        for (var index = 0; index < symbols.Count; index++)
        {
            var isOwn = SymbolEqualityComparer.Default.Equals(symbols[index].ContainingType, type);
            var request = $"Request_{type.MangledName()}_{symbols[index].Name}_{index}";
            methods.Add(GrainMethodParser.Parse(symbols[index], names[index], request, isOwn ? findings : inherited));
        }

        if (!inherited.IsEmpty)
        {
            findings.Block();
        }

        return methods;
    }

    private static IEnumerable<IMethodSymbol> CallableMethods(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(method => method is { MethodKind: MethodKind.Ordinary, IsStatic: false, IsAbstract: true });
}
