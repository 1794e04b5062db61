using Microsoft.CodeAnalysis;
using Orleans.CodeGenerator.Models;
using Orleans.CodeGenerator.Rules;
using Orleans.CodeGenerator.Symbols;

namespace Orleans.CodeGenerator.Parsing;

/// <summary>Reads a method of a grain interface.</summary>
internal static class GrainMethodParser
{
    public static GrainMethodModel Parse(IMethodSymbol method, string wireName, string requestName, Findings findings)
    {
        if (method.IsGenericMethod)
        {
            findings.Add(StandInRules.Generic, method, method.Name);
        }

        foreach (var parameter in method.Parameters)
        {
            TypeCheck.Parameter(parameter, findings);
        }

        return new GrainMethodModel(
            method.ContainingType.FullName(),
            method.Identifier(),
            wireName,
            requestName,
            ParseReturn(method, findings),
            new(method.Parameters.Select(ParseParameter)),
            ParseOptions(method));
    }

    private static ParameterModel ParseParameter(IParameterSymbol parameter) => new(
        parameter.Type.FullName(),
        !Immutability.IsShared(parameter.Type) && !parameter.HasAttribute(KnownNames.Immutable));

    private static GrainMethodReturn ParseReturn(IMethodSymbol method, Findings findings)
    {
        var type = method.ReturnType;
        var isValueTask = type.Is(KnownNames.ValueTask) || type.Is(KnownNames.ValueTaskOfT);
        var result = type.Is(KnownNames.TaskOfT) || type.Is(KnownNames.ValueTaskOfT) ? ((INamedTypeSymbol)type).TypeArguments[0] : null;
        if (result is not null)
        {
            TypeCheck.Result(method, result, findings);
        }
        else if (!isValueTask && !type.Is(KnownNames.Task))
        {
            findings.Add(GenuineRules.ReturnType, method, method.Name, type.ToDisplayString());
        }

        if (result is not null && method.HasAttribute(KnownNames.OneWay))
        {
            findings.Add(StandInRules.OneWayResult, method, method.Name);
        }

        return new GrainMethodReturn(type.FullName(), result?.FullName(), isValueTask);
    }

    private static GrainMethodOptions ParseOptions(IMethodSymbol method) => new(
        method.HasAttribute(KnownNames.OneWay),
        method.HasAttribute(KnownNames.ReadOnly),
        method.HasAttribute(KnownNames.AlwaysInterleave),
        method.AttributeText(KnownNames.ResponseTimeout));
}
