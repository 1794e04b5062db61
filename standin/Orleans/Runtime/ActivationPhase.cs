namespace Orleans.Runtime;

/// <summary>The life of an activation, in order.</summary>
internal enum ActivationPhase : byte
{
    New,
    Activating,
    Active,
    Ending,
    Ended,
}
