using Orleans;
using Orleans.Runtime;

namespace Fabric.Storage;

/// <summary>
/// Storage cannot be opened, read or written. The message is one line for the operator: what is wrong with which file or
/// record, the setting concerned, and the fix. A composition that catches it at start prints the message and exits with status 1. It is an
/// <see cref="OrleansException" /> because the engine hands other exceptions of a store on as the text of one.
/// </summary>
[GenerateSerializer, Alias("fabric.StorageException")]
public sealed class StorageException : OrleansException
{
    /// <summary>Without details.</summary>
    public StorageException()
    {
    }

    /// <summary>With the line to print.</summary>
    public StorageException(string message)
        : base(message)
    {
    }

    /// <summary>With the line to print and its cause.</summary>
    public StorageException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }
}
