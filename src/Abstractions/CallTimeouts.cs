namespace Fabric.Abstractions;

/// <summary>How long callers wait for an answer before they take it as lost.</summary>
public static class CallTimeouts
{
    /// <summary>For calls that do no harm when they are made twice, and are then repeated: a silo that died takes its answers along.</summary>
    public const string Repeatable = "00:00:03";
}
