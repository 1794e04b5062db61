namespace Fabric.Abstractions;

/// <summary>How long callers wait for an answer before they take it as lost.</summary>
public static class CallTimeouts
{
    /// <summary>For calls that do no harm when they are made twice, and are then repeated: a silo that died takes its answers along.</summary>
    public const string Repeatable = "00:00:03";

    /// <summary>For probes between silos: what takes longer than half a lease keeps nobody's lease up.</summary>
    public const string Probe = "00:00:01";
}
