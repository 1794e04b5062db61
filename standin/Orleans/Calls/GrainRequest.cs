using System.ComponentModel;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Orleans.StandIn;

/// <summary>
/// One call of a grain method: its arguments, and the envelope that the engine fills in. The generated class of a method holds
/// the arguments; in one process the same object travels from caller to callee, between processes its bytes do.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainRequest
{
    internal GrainId Target { get; set; }

    internal bool IsOneWay { get; set; }

    /// <summary>Whether it is for one activation and is dropped with it (a timer's run) instead of sent to the next.</summary>
    internal bool IsBoundToActivation { get; init; }

    /// <summary>Whether its run counts as use of the activation.</summary>
    internal bool KeepsAlive { get; init; } = true;

    /// <summary>Where the answer goes when the caller is in another process; null when it is in this one.</summary>
    internal ReplyAddress? ReplyTo { get; set; }

    /// <summary>How often it was sent on because its grain was not where it was looked for.</summary>
    internal byte Hops { get; set; }

    internal GrainRequest? Next { get; set; }

    internal GrainRequest? Previous { get; set; }

    /// <summary>The clock's timestamp after which the caller stops waiting; zero for never.</summary>
    internal long Deadline { get; set; }

    /// <summary>The method.</summary>
    public abstract GrainMethod Method { get; }

    /// <summary>Calls the method on a grain.</summary>
    public abstract Task InvokeAsync(object grain);

    /// <summary>Replaces arguments that are not immutable by copies.</summary>
    public abstract void CopyArguments();

    /// <summary>Appends the arguments.</summary>
    public abstract void WriteArguments(MessageWriter writer);

    /// <summary>Reads the arguments.</summary>
    public abstract void ReadArguments(ref MessageReader reader);

    /// <summary>Answers the caller with what the finished task of the method holds.</summary>
    internal abstract void Complete(Task finished);

    /// <summary>Answers the caller with a failure.</summary>
    internal abstract void Fail(Exception exception);

    /// <summary>Answers the caller with the result that the bytes of an answer hold.</summary>
    internal abstract void ReadResult(ref MessageReader reader);

    /// <summary>Answers the caller with the failure that the bytes of an answer hold.</summary>
    internal abstract void ReadFailure(ref MessageReader reader);

    /// <summary>Whether the caller has its answer.</summary>
    internal abstract bool IsAnswered { get; }
}
