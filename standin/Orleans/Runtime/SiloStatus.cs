namespace Orleans.Runtime;

/// <summary>The life of a silo.</summary>
public enum SiloStatus
{
    /// <summary>Unknown.</summary>
    None = 0,

    /// <summary>Made, not joining yet.</summary>
    Created = 1,

    /// <summary>Joining the cluster.</summary>
    Joining = 2,

    /// <summary>Serving.</summary>
    Active = 3,

    /// <summary>Ending in order.</summary>
    ShuttingDown = 4,

    /// <summary>Ending at once.</summary>
    Stopping = 5,

    /// <summary>Gone; its address never comes back.</summary>
    Dead = 6,
}
