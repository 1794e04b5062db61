using Fabric.Architecture.Tests.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mono.Cecil;

namespace Fabric.Architecture.Tests.Assemblies;

/// <summary>Compiles a few lines, so that rules can be tried on what they must refuse.</summary>
internal static class Snippet
{
    private const string Usings =
        "using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using Orleans; using Orleans.Runtime;\n";

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(Path.Combine(Repository.OutputOf("Orleans"), Project.All.Single(project => project.Name == "Orleans").Assembly + ".dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static TypeDefinition Type(string name, string text) => Module(text).GetType(name);

    public static ModuleDefinition Module(string text)
    {
        var compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(Usings + text)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        var path = Path.Combine(Path.GetTempPath(), $"fabric-snippet-{Guid.NewGuid():N}.dll");
        try
        {
            var emitted = compilation.Emit(path);
            emitted.Success.ShouldBeTrue(string.Join('\n', emitted.Diagnostics));
            return BuiltAssemblies.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
