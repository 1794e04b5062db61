using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans.CodeGenerator;

namespace Fabric.Standin.Tests.Compiling;

/// <summary>Sample source, compiled in memory with the generator.</summary>
internal static class Sample
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Orleans;
        global using Orleans.Concurrency;
        global using Orleans.Runtime;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    private static readonly ImmutableArray<MetadataReference> Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Fabric.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static SyntaxTree Parse(string source) =>
        CSharpSyntaxTree.ParseText(source, ParseOptions, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>The source before the generator has seen it.</summary>
    public static CSharpCompilation Compile(string source, string assembly = "Sample", params MetadataReference[] references) =>
        CSharpCompilation.Create(
            assembly,
            [Parse(Usings), Parse(source)],
            [.. Platform, .. references],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                generalDiagnosticOption: ReportDiagnostic.Error));

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new OrleansGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The source with what the generator adds. Any warning of the compiler is a failure.</summary>
    public static Compilation Generate(string source, string assembly = "Sample", params MetadataReference[] references)
    {
        Driver().RunGeneratorsAndUpdateCompilation(
            Compile(source, assembly, references),
            out var generated,
            out var diagnostics,
            TestContext.Current.CancellationToken);
        diagnostics.ShouldBeEmpty();
        return generated;
    }

    /// <summary>The compiled bytes.</summary>
    public static byte[] Emit(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ShouldBeEmpty();
        return stream.ToArray();
    }
}
