namespace Orleans.Runtime;

/// <summary>Knows the silos of the cluster, as this silo last saw them.</summary>
public interface ISiloStatusOracle
{
    /// <summary>This silo's own status.</summary>
    SiloStatus CurrentStatus { get; }

    /// <summary>This silo's name.</summary>
    string SiloName { get; }

    /// <summary>This silo.</summary>
    SiloAddress SiloAddress { get; }

    /// <summary>A silo's status; None for an unknown one.</summary>
    SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress);

    /// <summary>Every known silo's status.</summary>
    Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false);

    /// <summary>Whether a silo is dead.</summary>
    bool IsDeadSilo(SiloAddress silo);

    /// <summary>Adds a listener; false if it is there already.</summary>
    bool SubscribeToSiloStatusEvents(ISiloStatusListener observer);

    /// <summary>Removes a listener; false if it is not there.</summary>
    bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer);
}
