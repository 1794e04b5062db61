namespace Orleans;

/// <summary>Kinds of reasons for an activation to end.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>None given.</summary>
    None = 0,

    /// <summary>The process stops.</summary>
    ShuttingDown = 1,

    /// <summary>It could not be activated.</summary>
    ActivationFailed = 2,

    /// <summary>The directory did not accept it.</summary>
    DirectoryFailure = 3,

    /// <summary>It was idle for longer than the collection age.</summary>
    ActivationIdle = 4,

    /// <summary>It did not answer.</summary>
    ActivationUnresponsive = 5,

    /// <summary>Another activation of the grain was first.</summary>
    DuplicateActivation = 6,

    /// <summary>A request did not fit its version.</summary>
    IncompatibleRequest = 7,

    /// <summary>A failure in the grain.</summary>
    ApplicationError = 8,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested = 9,

    /// <summary>It moves to another silo.</summary>
    Migrating = 10,

    /// <summary>The engine asked for it.</summary>
    RuntimeRequested = 11,

    /// <summary>Memory is short.</summary>
    HighMemoryPressure = 12,
}
