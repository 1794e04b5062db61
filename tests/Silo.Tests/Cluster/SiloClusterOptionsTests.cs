using Fabric.Silo.Cluster;
using Microsoft.Extensions.Configuration;

namespace Fabric.Silo.Tests.Cluster;

public sealed class SiloClusterOptionsTests
{
    private const string Clustered = "Host=db;Database=fabric";

    [Fact]
    public void The_defaults_work_alone_and_in_a_cluster()
    {
        Check(new SiloClusterOptions(), connectionString: null).ShouldBeEmpty();
        Check(new SiloClusterOptions(), Clustered).ShouldBeEmpty();
    }

    [Fact]
    public void What_cannot_work_is_named_with_what_it_must_be()
    {
        var failures = Check(
            new SiloClusterOptions
            {
                AdvertisedAddress = "0.0.0.0",
                ListenAddress = "everywhere",
                SiloPort = 70000,
                GatewayPort = -1,
                Roles = ",",
                ProbeTimeout = TimeSpan.FromMinutes(1),
                MissedProbes = 0,
            },
            Clustered);

        failures.ShouldBe(
        [
            "Cluster:AdvertisedAddress is '0.0.0.0'; it must be an IP address at which the other processes reach this one.",
            "Cluster:ListenAddress is 'everywhere'; it must be an IP address of this machine, or '*' for all of them.",
            "Cluster:SiloPort is 70000; it must be a TCP port from 0 (any that is free) to 65535.",
            "Cluster:GatewayPort is -1; it must be a TCP port from 0 (any that is free) to 65535.",
            "Cluster:Roles is ','; it must be one or more of presence, ingest, voice, separated by commas.",
            "Cluster:ProbeTimeout is 00:01:00; it must be from 00:00:00.2000000 to 00:00:30.",
            "Cluster:MissedProbes is 0; it must be from 1 to 10.",
        ]);
    }

    [Fact]
    public void The_two_ports_must_differ_unless_both_are_any() => (
        Check(new SiloClusterOptions { SiloPort = 5, GatewayPort = 5 }, Clustered),
        Check(new SiloClusterOptions { SiloPort = 0, GatewayPort = 0 }, Clustered)).ShouldSatisfyAllConditions(
        static checks => checks.Item1.ShouldHaveSingleItem().ShouldBe("Cluster:SiloPort and Cluster:GatewayPort are both 5; they must differ."),
        static checks => checks.Item2.ShouldBeEmpty());

    [Fact]
    public void A_fabric_of_one_process_takes_all_roles() =>
        Check(new SiloClusterOptions { Roles = "presence" }, connectionString: null).ShouldHaveSingleItem().ShouldBe(
            "Cluster:Roles is 'presence'; a fabric of one process must take all of presence, ingest, voice: leave it out, or set Storage:ConnectionString to a PostgreSQL database.");

    private static IEnumerable<string> Check(SiloClusterOptions options, string? connectionString)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Storage:ConnectionString"] = connectionString })
            .Build();
        return new SiloClusterOptionsValidator(configuration).Validate(null, options).Failures ?? [];
    }
}
