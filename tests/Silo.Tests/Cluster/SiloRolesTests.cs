using Fabric.Grains.Ingest;
using Fabric.Grains.Presence;
using Fabric.Silo.Cluster;
using Orleans;
using Orleans.Configuration;

namespace Fabric.Silo.Tests.Cluster;

public sealed class SiloRolesTests
{
    [Fact]
    public void Every_grain_class_belongs_to_a_role()
    {
        var grains = typeof(PresenceGrain).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(Grain)) && !type.IsAbstract);

        grains.Except(SiloRoles.Grains.Values.SelectMany(static classes => classes)).ShouldBeEmpty();
        SiloRoles.Grains.Keys.ShouldBe(SiloRoles.All, ignoreOrder: true);
    }

    [Fact]
    public void A_silo_offers_the_classes_of_its_roles_and_what_belongs_to_none()
    {
        var offered = new GrainTypeOptions();
        offered.Classes.UnionWith([typeof(PresenceGrain), typeof(PresenceIndexGrain), typeof(ShardGrain), typeof(SiloRolesTests)]);

        SiloRoles.Restrict(offered, [SiloRoles.Ingest]);

        offered.Classes.ShouldBe([typeof(ShardGrain), typeof(SiloRolesTests)], ignoreOrder: true);
    }

    [Fact]
    public void A_silo_of_all_roles_offers_everything()
    {
        var all = SiloRoles.Grains.Values.SelectMany(static classes => classes).ToHashSet();
        var offered = new GrainTypeOptions();
        offered.Classes.UnionWith(all);

        SiloRoles.Restrict(offered, SiloRoles.Parse(new SiloClusterOptions().Roles));

        offered.Classes.ShouldBe(all, ignoreOrder: true);
    }
}
