using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orleans.CodeGenerator.Parsing;
using Orleans.CodeGenerator.Rules;
using Orleans.CodeGenerator.Symbols;

namespace Orleans.CodeGenerator.Analyzers;

/// <summary>Reports why grain interfaces, grain classes and messages got no generated code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        GenuineRules.InterleaveOnClass,
        GenuineRules.ReferenceParameter,
        GenuineRules.MissingId,
        GenuineRules.UnserializableMember,
        GenuineRules.InterfaceProperty,
        GenuineRules.ReturnType,
        GenuineRules.DuplicateAlias,
        GenuineRules.DuplicateId,
        GenuineRules.AttributeOnGrain,
        GenuineRules.Inaccessible,
        StandInRules.NotSerializable,
        StandInRules.MissingAlias,
        StandInRules.Generic,
        StandInRules.CancellationToken,
        StandInRules.GrainReference,
        StandInRules.StateType,
        StandInRules.OneWayResult,
        StandInRules.ResponseTimeout,
        StandInRules.BaseNotSerializable,
        StandInRules.NotSettable,
        StandInRules.CallAttributeOnClass,
        StandInRules.NoInstances,
    ];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var findings = new Findings();
        GrainInterfaceParser.Parse(type, findings);
        GrainClassParser.Parse(type, findings);
        if (type.HasAttribute(KnownNames.GenerateSerializer))
        {
            SerializableParser.Parse(type, findings);
        }

        foreach (var diagnostic in findings.Diagnostics)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}
