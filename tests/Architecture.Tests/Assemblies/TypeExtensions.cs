using Mono.Cecil;

namespace Fabric.Architecture.Tests.Assemblies;

/// <summary>What the rules ask of a type.</summary>
internal static class TypeExtensions
{
    /// <summary>The base types, nearest first.</summary>
    public static IEnumerable<TypeDefinition> Bases(this TypeDefinition type)
    {
        for (var above = type.BaseType?.TryResolve(); above is not null; above = above.BaseType?.TryResolve())
        {
            yield return above;
        }
    }

    /// <summary>Every interface, inherited ones included, as it is named where it is implemented.</summary>
    public static IEnumerable<TypeReference> AllInterfaces(this TypeDefinition type) =>
        type.Interfaces.Select(implemented => implemented.InterfaceType)
            .SelectMany(reference => (reference.TryResolve()?.AllInterfaces() ?? []).Prepend(reference))
            .Concat(type.BaseType?.TryResolve()?.AllInterfaces() ?? []);

    /// <summary>The definition; null where its assembly is not at hand, which nothing of ours lives in.</summary>
    public static TypeDefinition? TryResolve(this TypeReference type)
    {
        try
        {
            return type.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }

    public static bool DerivesFrom(this TypeDefinition type, string fullName) =>
        type.Bases().Any(above => above.FullName == fullName);

    public static bool Implements(this TypeDefinition type, string fullName) =>
        type.AllInterfaces().Any(implemented => implemented.GetElementType().FullName == fullName);

    public static CustomAttribute? Attribute(this ICustomAttributeProvider provider, string fullName) =>
        provider.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == fullName);

    public static bool Has(this ICustomAttributeProvider provider, string fullName) => provider.Attribute(fullName) is not null;

    /// <summary>The type and what is nested in it, the compiler's state machines and closures included.</summary>
    public static IEnumerable<TypeDefinition> WithNested(this TypeDefinition type) =>
        type.NestedTypes.SelectMany(nested => nested.WithNested()).Prepend(type);

    /// <summary>Visible outside its assembly.</summary>
    public static bool IsVisible(this TypeDefinition type) =>
        type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamilyOrAssembly) && type.DeclaringType.IsVisible());
}
