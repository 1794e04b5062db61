using Fabric.Architecture.Tests.Projects;
using Mono.Cecil;

namespace Fabric.Architecture.Tests.Assemblies;

/// <summary>A project and what it was built to.</summary>
internal sealed record BuiltAssembly(Project Project, ModuleDefinition Module)
{
    /// <summary>The types that a person wrote: neither the compiler's nor a generator's.</summary>
    public IEnumerable<TypeDefinition> Types => Module.GetTypes().Where(type => !IsGenerated(type));

    private static bool IsGenerated(TypeDefinition type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute")
        || type.Namespace.StartsWith("OrleansCodeGen", StringComparison.Ordinal)
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
