using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orleans.CodeGenerator.Rules;
using Orleans.CodeGenerator.Symbols;

namespace Orleans.CodeGenerator.Analyzers;

/// <summary>Reports types of an assembly that have the same alias. Between assemblies the engine finds out when it starts.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AliasAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [GenuineRules.DuplicateTypeAlias];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var types = new ConcurrentBag<INamedTypeSymbol>();
        context.RegisterSymbolAction(symbol => Collect((INamedTypeSymbol)symbol.Symbol, types), SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end => Report(end, types));
    }

    private static void Collect(INamedTypeSymbol type, ConcurrentBag<INamedTypeSymbol> types)
    {
        if (type.HasAttribute(KnownNames.Alias))
        {
            types.Add(type);
        }
    }

    private static void Report(CompilationAnalysisContext context, IEnumerable<INamedTypeSymbol> types)
    {
        foreach (var sharing in types.GroupBy(type => type.AttributeText(KnownNames.Alias), StringComparer.Ordinal))
        {
            var inOrder = sharing.OrderBy(type => type.MetadataFullName(), StringComparer.Ordinal).ToList();
            foreach (var type in inOrder.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    GenuineRules.DuplicateTypeAlias,
                    type.Locations[0],
                    sharing.Key,
                    type.Name,
                    inOrder[0].Name));
            }
        }
    }
}
