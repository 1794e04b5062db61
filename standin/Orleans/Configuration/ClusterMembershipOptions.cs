namespace Orleans.Configuration;

/// <summary>How silos watch each other.</summary>
public class ClusterMembershipOptions
{
    /// <summary>Between two probes of a silo, and how long the answer to one may take.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two readings of the table where nothing else causes one.</summary>
    public TimeSpan TableRefreshTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a suspicion counts.</summary>
    public TimeSpan DeathVoteExpirationTimeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>Between two signs of life in the table.</summary>
    public TimeSpan IAmAliveTablePublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long joining may take.</summary>
    public TimeSpan MaxJoinAttemptTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many silos each one probes.</summary>
    public int NumProbedSilos { get; set; } = 10;

    /// <summary>How many probes in a row may stay unanswered before a silo is suspected.</summary>
    public int NumMissedProbesLimit { get; set; } = 3;

    /// <summary>How many silos must suspect one before it is declared dead; fewer where there are fewer.</summary>
    public int NumVotesForDeathDeclaration { get; set; } = 2;

    /// <summary>When the row of a dead silo may be deleted.</summary>
    public TimeSpan DefunctSiloExpiration { get; set; } = TimeSpan.FromDays(7);
}
