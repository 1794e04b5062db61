using Microsoft.CodeAnalysis;
using Orleans.CodeGenerator.Rules;
using Orleans.CodeGenerator.Symbols;

namespace Orleans.CodeGenerator.Parsing;

/// <summary>Finds types that cannot travel.</summary>
internal static class TypeCheck
{
    public static void Member(ISymbol member, ITypeSymbol type, Findings findings) =>
        Check(type, member, member.Name, member.ContainingType.Name, findings);

    public static void Parameter(IParameterSymbol parameter, Findings findings)
    {
        if (parameter.RefKind != RefKind.None)
        {
            findings.Add(GenuineRules.ReferenceParameter, parameter, parameter.Name, parameter.ContainingSymbol.Name);
        }

        if (parameter.Type.Is(KnownNames.CancellationToken))
        {
            findings.Add(StandInRules.CancellationToken, parameter, parameter.Name, parameter.ContainingSymbol.Name);
            return;
        }

        Check(parameter.Type, parameter, parameter.Name, parameter.ContainingSymbol.Name, findings);
    }

    public static void Result(IMethodSymbol method, ITypeSymbol result, Findings findings) =>
        Check(result, method, "The result", method.Name, findings);

    private static void Check(ITypeSymbol type, ISymbol at, string what, string owner, Findings findings)
    {
        switch (Serializability.FindOffender(type))
        {
            case null:
                break;
            case { TypeKind: TypeKind.Error }:
                findings.Block();
                break;
            case var offender when offender.Is(KnownNames.Addressable) || offender.Implements(KnownNames.Addressable):
                findings.Add(StandInRules.GrainReference, at, what, owner, offender.Name);
                break;
            case var offender:
                findings.Add(StandInRules.NotSerializable, at, what, owner, offender.ToDisplayString());
                break;
        }
    }
}
