using Fabric.Architecture.Tests.Projects;
using Mono.Cecil;

namespace Fabric.Architecture.Tests.Assemblies;

/// <summary>The assemblies of the product, of the stand-in and of what tests and benchmarks share.</summary>
internal static class BuiltAssemblies
{
    private static readonly DefaultAssemblyResolver Resolver = CreateResolver();

    /// <summary>All but the test projects and the compiler's plug-in.</summary>
    public static IReadOnlyList<BuiltAssembly> All { get; } =
    [
        .. Project.All
            .Where(project => !project.Name.EndsWith(".Tests", StringComparison.Ordinal) && project.Name != "Orleans.CodeGenerator")
            .Select(project => new BuiltAssembly(project, Load(project))),
    ];

    /// <summary>What is shipped.</summary>
    public static IEnumerable<BuiltAssembly> Product =>
        All.Where(assembly => assembly.Project.Path.StartsWith("src/", StringComparison.Ordinal));

    public static ModuleDefinition StandIn => All.Single(assembly => assembly.Project.Name == "Orleans").Module;

    /// <summary>Reads an assembly; what lies beside it is found from then on.</summary>
    public static ModuleDefinition Read(string path)
    {
        Resolver.AddSearchDirectory(Path.GetDirectoryName(path));
        return ModuleDefinition.ReadModule(path, new ReaderParameters { AssemblyResolver = Resolver, InMemory = true });
    }

    private static ModuleDefinition Load(Project project) =>
        Read(Path.Combine(Repository.OutputOf(project.Name), project.Assembly + ".dll"));

    private static DefaultAssemblyResolver CreateResolver()
    {
        var resolver = new DefaultAssemblyResolver();
        foreach (var folder in Project.All.Select(project => Repository.OutputOf(project.Name)).Where(Directory.Exists))
        {
            resolver.AddSearchDirectory(folder);
        }

        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(Microsoft.Extensions.Hosting.IHost).Assembly.Location));
        return resolver;
    }
}
