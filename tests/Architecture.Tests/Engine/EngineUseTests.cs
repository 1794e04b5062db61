using Fabric.Architecture.Tests.Assemblies;
using Mono.Cecil;

namespace Fabric.Architecture.Tests.Engine;

public sealed class EngineUseTests
{
    private static readonly Dictionary<string, TypeDefinition> Offered =
        ApiSurface.Types(BuiltAssemblies.StandIn).ToDictionary(type => type.FullName, StringComparer.Ordinal);

    [Fact]
    public void The_product_uses_nothing_outside_the_closed_list() => Rule.Holds(
        $"The API in use is {ApiList.Path}; adding to it is a decision.",
        from assembly in BuiltAssemblies.Product
        from use in EngineUse.Of(assembly)
        where !IsOffered(use.What)
        select $"{use.Where} uses {use.What.FullName}");

    [Fact]
    public void Grains_are_seen_using_the_engine() =>
        BuiltAssemblies.Product.SelectMany(EngineUse.Of).ShouldContain(use => use.What.FullName == "Orleans.Grain");

    private static bool IsOffered(IMemberDefinition member) =>
        member is TypeDefinition type
            ? Offered.ContainsKey(type.FullName)
            : Offered.TryGetValue(member.DeclaringType.FullName, out var ours)
                && ApiSurface.Members(ours).Any(own => own.Name == member.Name && own.GetType() == member.GetType() && ApiComparison.Accepts(own, member));
}
