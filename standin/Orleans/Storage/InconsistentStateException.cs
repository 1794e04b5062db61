using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A record was written or deleted by somebody else since it was read. Leaving a grain call it ends the activation.</summary>
public class InconsistentStateException : OrleansException
{
    /// <summary>Without details.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>With a message.</summary>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>With both tags.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : base(errorMsg)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>Whether it has not left the activation whose state it speaks of.</summary>
    internal bool IsSourceActivation { get; set; } = true;

    /// <summary>The tag in the store.</summary>
    public string? StoredEtag { get; private set; }

    /// <summary>The tag that the writer had.</summary>
    public string? CurrentEtag { get; private set; }
}
