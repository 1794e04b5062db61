using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orleans.CodeGenerator.Rules;
using Orleans.CodeGenerator.Symbols;

namespace Orleans.CodeGenerator.Analyzers;

/// <summary>Reports <c>ConfigureAwait</c> in grain code that leaves the grain's scheduler.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConfigureAwaitAnalyzer : DiagnosticAnalyzer
{
    /// <summary>ConfigureAwaitOptions.ContinueOnCapturedContext.</summary>
    private const int ContinueOnCapturedContext = 1;

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [GenuineRules.ConfigureAwait];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name is "ConfigureAwait"
            && call.TargetMethod.ContainingNamespace.ToDisplayString() is "System.Threading.Tasks"
            && Leaves(call)
            && IsGrainCode(context.ContainingSymbol))
        {
            context.ReportDiagnostic(Diagnostic.Create(GenuineRules.ConfigureAwait, call.Syntax.GetLocation()));
        }
    }

    // What is not a constant may be right; only what is known to be wrong is reported.
    private static bool Leaves(IInvocationOperation call) =>
        call.Arguments.LastOrDefault(argument => argument.Parameter?.Ordinal == call.TargetMethod.Parameters.Length - 1)?.Value.ConstantValue switch
        {
            { HasValue: true, Value: bool captured } => !captured,
            { HasValue: true, Value: int options } => (options & ContinueOnCapturedContext) == 0,
            _ => false,
        };

    private static bool IsGrainCode(ISymbol symbol)
    {
        for (var type = symbol as INamedTypeSymbol ?? symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.TypeKind == TypeKind.Class && (type.Implements(KnownNames.GrainBase) || type.Implements(KnownNames.Addressable)))
            {
                return true;
            }
        }

        return false;
    }
}
