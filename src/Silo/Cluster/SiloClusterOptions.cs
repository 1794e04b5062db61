namespace Fabric.Silo.Cluster;

/// <summary>This silo's place in its cluster. Section <c>Cluster</c> of the configuration; of no effect in a fabric of one process.</summary>
internal sealed class SiloClusterOptions
{
    public const string Section = "Cluster";

    /// <summary>The address at which the other processes reach this silo; empty for the one that leads to the database.</summary>
    public string AdvertisedAddress { get; set; } = "";

    /// <summary>The address on which it listens; empty for the advertised one, <c>*</c> for all of the machine's.</summary>
    public string ListenAddress { get; set; } = "";

    /// <summary>The port for the other silos; 0 for any that is free.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port for gateways; 0 for any that is free.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>What this silo does: names of <see cref="SiloRoles" />, separated by commas.</summary>
    public string Roles { get; set; } = string.Join(',', SiloRoles.All);

    /// <summary>How long a silo waits for another one's answer to a probe.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many probes in a row may stay without answer before the silo counts as dead.</summary>
    public int MissedProbes { get; set; } = 2;
}
