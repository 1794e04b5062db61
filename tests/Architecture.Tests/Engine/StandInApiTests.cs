using Fabric.Architecture.Tests.Assemblies;
using Mono.Cecil;

namespace Fabric.Architecture.Tests.Engine;

public sealed class StandInApiTests
{
    [Fact]
    public void The_closed_list_is_what_the_stand_in_offers()
    {
        var offered = ApiSurface.Of(BuiltAssemblies.StandIn).Select(member => member.Line).ToHashSet(StringComparer.Ordinal);

        Rule.Holds(
            $"{ApiList.Path} lists exactly what the stand-in offers, with a comment on why a group is there.",
            offered.Except(ApiList.Lines, StringComparer.Ordinal).Select(line => "not listed: " + line)
                .Concat(ApiList.Lines.Except(offered, StringComparer.Ordinal).Select(line => "not offered: " + line)));
    }

    [Fact]
    public void What_the_contract_assembly_declares_the_stand_in_declares_alike()
    {
        var compared = Namesakes([GenuineEngine.Contract]).ToArray();

        compared.ShouldContain(pair => pair.Ours.FullName == "Orleans.Grain");
        Rule.Holds(
            "The stand-in offers nothing that the genuine contract does not offer.",
            compared.SelectMany(pair => new ApiComparison(pair.Ours, pair.Genuine).Differences()));
    }

    [Fact]
    public void What_the_genuine_engine_declares_the_stand_in_declares_alike()
    {
        Assert.SkipUnless(Repository.OnGenuineEngine, "The packages are at hand only where the product is built with them.");
        var compared = Namesakes(GenuineEngine.Everything()).ToArray();

        Rule.Holds(
            "The stand-in offers nothing that the genuine engine does not offer.",
            ApiSurface.Types(BuiltAssemblies.StandIn).Except(compared.Select(pair => pair.Ours))
                .Select(type => $"{type.FullName}: there is no such type")
                .Concat(compared.SelectMany(pair => new ApiComparison(pair.Ours, pair.Genuine).Differences())));
    }

    /// <summary>What implements the stand-in's interface must implement the genuine one too.</summary>
    [Fact]
    public void An_interface_that_the_product_implements_is_complete()
    {
        var implemented = BuiltAssemblies.Product.SelectMany(assembly => assembly.Types)
            .Where(type => !type.IsInterface)
            .SelectMany(type => type.Interfaces.Select(one => one.InterfaceType.GetElementType().FullName))
            .ToHashSet(StringComparer.Ordinal);
        var genuine = Repository.OnGenuineEngine ? GenuineEngine.Everything() : [GenuineEngine.Contract];

        Rule.Holds(
            "An interface that the product implements has every member of the genuine one.",
            Namesakes(genuine).Where(pair => pair.Ours.IsInterface && implemented.Contains(pair.Ours.FullName))
                .SelectMany(pair => new ApiComparison(pair.Ours, pair.Genuine).Missing()));
    }

    private static IEnumerable<(TypeDefinition Ours, TypeDefinition Genuine)> Namesakes(IReadOnlyList<ModuleDefinition> genuine)
    {
        var theirs = genuine.SelectMany(module => module.GetTypes()).Where(type => type.IsVisible())
            .DistinctBy(type => type.FullName, StringComparer.Ordinal)
            .ToDictionary(type => type.FullName, StringComparer.Ordinal);
        return ApiSurface.Types(BuiltAssemblies.StandIn)
            .Where(type => theirs.ContainsKey(type.FullName))
            .Select(type => (type, theirs[type.FullName]));
    }
}
