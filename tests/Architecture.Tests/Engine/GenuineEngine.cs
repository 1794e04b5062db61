using Fabric.Architecture.Tests.Assemblies;
using Mono.Cecil;

namespace Fabric.Architecture.Tests.Engine;

/// <summary>Microsoft Orleans' own assemblies, as far as they are at hand.</summary>
internal static class GenuineEngine
{
    /// <summary>The contract: its package is fetched on either engine.</summary>
    public static ModuleDefinition Contract { get; } = Package("Microsoft.Orleans.Core.Abstractions");

    /// <summary>All of them: only where the product is built with them.</summary>
    public static IReadOnlyList<ModuleDefinition> Everything() =>
    [
        Contract,
        Package("Microsoft.Orleans.Core"),
        Package("Microsoft.Orleans.Runtime"),
        Package("Microsoft.Orleans.Serialization.Abstractions"),
        Package("Microsoft.Orleans.Serialization"),
        Package("Microsoft.Orleans.Streaming"),
        Package("Microsoft.Orleans.Persistence.Memory"),
    ];

    private static ModuleDefinition Package(string id)
    {
        var libraries = Path.Combine(Repository.PackageRoot, id.ToLowerInvariant(), Repository.OrleansVersion, "lib");
        var newest = new[] { "net10.0", "net8.0" }.Select(target => Path.Combine(libraries, target)).First(Directory.Exists);
        return BuiltAssemblies.Read(Directory.EnumerateFiles(newest, "*.dll").Single());
    }
}
