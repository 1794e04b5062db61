using System.ComponentModel;

namespace Orleans.StandIn;

/// <summary>Writes, reads and copies values of one type. Handles null where the type allows it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Codec<T> : Codec
{
    /// <inheritdoc />
    public sealed override Type ValueType => typeof(T);

    /// <summary>Appends the value.</summary>
    public abstract void Write(MessageWriter writer, T value);

    /// <summary>Reads what <see cref="Write" /> appended.</summary>
    public abstract T Read(ref MessageReader reader);

    /// <summary>A copy that shares nothing mutable with the value.</summary>
    public abstract T Copy(T value);

    internal sealed override void WriteObject(MessageWriter writer, object value) => Write(writer, (T)value);

    internal sealed override object ReadObject(ref MessageReader reader) => Read(ref reader)!;

    internal sealed override object CopyObject(object value) => Copy((T)value)!;
}
