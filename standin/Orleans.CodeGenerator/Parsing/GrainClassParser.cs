using Microsoft.CodeAnalysis;
using Orleans.CodeGenerator.Rules;
using Orleans.CodeGenerator.Symbols;

namespace Orleans.CodeGenerator.Parsing;

/// <summary>Reads a grain class: only its name is needed, the rest is checks.</summary>
internal static class GrainClassParser
{
    private static readonly string[] OnInterfacesOnly = [KnownNames.ReadOnly, KnownNames.OneWay];
    private static readonly string[] NotOnGrains = [KnownNames.Alias, KnownNames.GenerateSerializer];

    /// <summary>The class, fully qualified; null where there are findings, or the type is no grain that can be made.</summary>
    public static string? Parse(INamedTypeSymbol type, Findings findings)
    {
        if (!type.IsGrainClass())
        {
            return null;
        }

        CheckClass(type, findings);
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            CheckMethod(method, findings);
        }

        return findings.IsEmpty && !type.IsAbstract ? type.FullName() : null;
    }

    private static void CheckClass(INamedTypeSymbol type, Findings findings)
    {
        foreach (var attribute in NotOnGrains.Where(type.HasAttribute))
        {
            findings.Add(GenuineRules.AttributeOnGrain, type, ShortName(attribute), type.Name);
        }

        if (type.IsAbstract)
        {
            return;
        }

        if (!type.IsAccessibleInAssembly())
        {
            findings.Add(GenuineRules.Inaccessible, type, type.Name);
        }

        if (type.IsGenericType)
        {
            findings.Add(StandInRules.Generic, type, type.Name);
        }

        StateCheck.Constructors(type, findings);
    }

    private static void CheckMethod(IMethodSymbol method, Findings findings)
    {
        if (method.HasAttribute(KnownNames.AlwaysInterleave))
        {
            findings.Add(GenuineRules.InterleaveOnClass, method, method.Name);
        }

        foreach (var attribute in OnInterfacesOnly.Where(method.HasAttribute))
        {
            findings.Add(StandInRules.CallAttributeOnClass, method, ShortName(attribute), method.Name);
        }
    }

    private static string ShortName(string attribute)
    {
        var name = attribute.Substring(attribute.LastIndexOf('.') + 1);
        return name.Substring(0, name.Length - nameof(Attribute).Length);
    }
}
