using System.ComponentModel;

namespace Orleans.StandIn;

/// <summary>Writes, reads and copies values whose type is only known at run time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Codec
{
    /// <summary>The type of the values.</summary>
    public abstract Type ValueType { get; }

    /// <summary>Whether a value may be shared between caller and callee.</summary>
    public virtual bool IsImmutable => false;

    internal abstract void WriteObject(MessageWriter writer, object value);

    internal abstract object ReadObject(ref MessageReader reader);

    internal abstract object CopyObject(object value);
}
