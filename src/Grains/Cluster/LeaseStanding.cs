namespace Fabric.Grains.Cluster;

/// <summary>How a silo's lease stands.</summary>
internal enum LeaseStanding
{
    /// <summary>Not held yet: the record has not been written.</summary>
    Starting,

    /// <summary>Held, until its time is over.</summary>
    Held,

    /// <summary>Gone for good: the process falls silent and exits.</summary>
    Lost,
}
