using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using Orleans.CodeGenerator.Analyzers;

namespace Fabric.Standin.Tests.Compiling;

/// <summary>What the analyzers say of sample source.</summary>
internal static class Diagnosed
{
    /// <summary>Each finding as its id and the source text it points at, in source order.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(string source)
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new ModelAnalyzer(), new AliasAnalyzer(), new ConfigureAwaitAnalyzer()];
        var compilation = Sample.Compile(source).WithAnalyzers(analyzers);

        var diagnostics = await compilation.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        return
        [
            .. diagnostics
                .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
                .Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}"),
        ];
    }
}
