using Orleans.Runtime;

namespace Orleans;

/// <summary>A silo's row in the membership table.</summary>
public sealed class MembershipEntry
{
    /// <summary>The silo.</summary>
    public SiloAddress SiloAddress { get; set; } = null!;

    /// <summary>How it stands.</summary>
    public SiloStatus Status { get; set; }

    /// <summary>Who suspects it, since when.</summary>
    public List<Tuple<SiloAddress, DateTime>>? SuspectTimes { get; set; }

    /// <summary>Its port for clients; 0 for none.</summary>
    public int ProxyPort { get; set; }

    /// <summary>Its machine.</summary>
    public string HostName { get; set; } = null!;

    /// <summary>Its name.</summary>
    public string SiloName { get; set; } = null!;

    /// <summary>Unused; part of the record.</summary>
    public string? RoleName { get; set; }

    /// <summary>Unused; part of the record.</summary>
    public int UpdateZone { get; set; }

    /// <summary>Unused; part of the record.</summary>
    public int FaultZone { get; set; }

    /// <summary>When it started.</summary>
    public DateTime StartTime { get; set; }

    /// <summary>When it last gave a sign of life.</summary>
    public DateTime IAmAliveTime { get; set; }

    /// <summary>Adds a suspicion.</summary>
    public void AddSuspector(SiloAddress suspectingSilo, DateTime suspectingTime) =>
        (SuspectTimes ??= []).Add(Tuple.Create(suspectingSilo, suspectingTime));

    /// <inheritdoc />
    public override string ToString() => $"{SiloAddress} {SiloName} {Status}";
}
