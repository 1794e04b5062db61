using Microsoft.CodeAnalysis;
using Orleans.CodeGenerator.Rules;
using Orleans.CodeGenerator.Symbols;

namespace Orleans.CodeGenerator.Parsing;

/// <summary>Checks the state types that a grain's constructors ask for.</summary>
internal static class StateCheck
{
    public static void Constructors(INamedTypeSymbol type, Findings findings)
    {
        foreach (var parameter in type.InstanceConstructors.SelectMany(constructor => constructor.Parameters))
        {
            if (parameter.Type.Is(KnownNames.PersistentState))
            {
                Check(parameter, ((INamedTypeSymbol)parameter.Type).TypeArguments[0], findings);
            }
        }
    }

    private static void Check(IParameterSymbol parameter, ITypeSymbol state, Findings findings)
    {
        if (state.TypeKind == TypeKind.Error)
        {
            findings.Block();
            return;
        }

        if (!state.OriginalDefinition.HasAttribute(KnownNames.GenerateSerializer))
        {
            findings.Add(StandInRules.StateType, parameter, state.Name, parameter.Name, "[GenerateSerializer]");
        }

        if (state is not INamedTypeSymbol { IsAbstract: false } named || !named.InstanceConstructors.Any(IsPublicParameterless))
        {
            findings.Add(StandInRules.StateType, parameter, state.Name, parameter.Name, "a public parameterless constructor");
        }
    }

    private static bool IsPublicParameterless(IMethodSymbol constructor) =>
        constructor is { DeclaredAccessibility: Accessibility.Public, Parameters.IsEmpty: true };
}
