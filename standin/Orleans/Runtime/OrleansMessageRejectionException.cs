namespace Orleans.Runtime;

/// <summary>A call was refused before it ran.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message, Exception? innerException = null)
        : base(message, innerException!)
    {
    }
}
