using System.ComponentModel;

namespace Orleans.StandIn;

/// <summary>
/// Base of generated codecs. A value is its fields, each preceded by its id, ascending, closed by the length of the whole: a
/// reader skips ids that it does not know and leaves fields that are missing at their defaults, so either side may be newer.
/// Where the declared type is not sealed, the actual type's alias precedes the fields.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GeneratedCodec<T> : Codec<T>
{
    private const byte Null = 0;
    private const byte Exact = 1;
    private const byte Derived = 2;

    /// <inheritdoc />
    public sealed override void Write(MessageWriter writer, T value)
    {
        if (value is null)
        {
            writer.WriteByte(Null);
            return;
        }

        if (!typeof(T).IsValueType && value.GetType() != typeof(T))
        {
            writer.WriteByte(Derived);
            Codecs.WriteTyped(writer, value);
            return;
        }

        writer.WriteByte(Exact);
        var start = writer.BeginBlock();
        WriteFields(writer, value);
        writer.EndBlock(start);
    }

    /// <inheritdoc />
    public sealed override T Read(ref MessageReader reader)
    {
        var kind = reader.ReadByte();
        if (kind == Null)
        {
            return default!;
        }

        if (kind == Derived)
        {
            return Codecs.ReadTyped(ref reader) is T derived
                ? derived
                : throw new InvalidDataException($"A message carries something else where a {typeof(T)} was expected.");
        }

        var end = reader.BeginBlock();
        var value = ReadFields(ref reader, end);
        reader.EndBlock(end);
        return value;
    }

    /// <inheritdoc />
    public sealed override T Copy(T value)
    {
        if (value is null || IsImmutable)
        {
            return value;
        }

        return typeof(T).IsValueType || value.GetType() == typeof(T)
            ? CopyFields(value)
            : (T)Codecs.CopyTyped(value);
    }

    /// <summary>Appends each field: <see cref="MessageWriter.WriteFieldId" />, then its value, ids ascending.</summary>
    protected abstract void WriteFields(MessageWriter writer, T value);

    /// <summary>
    /// Reads fields while <see cref="MessageReader.TryReadFieldId" /> (given <paramref name="end" />) yields ids; stops at the first unknown one.
    /// </summary>
    protected abstract T ReadFields(ref MessageReader reader, int end);

    /// <summary>A copy of a value of exactly this type.</summary>
    protected abstract T CopyFields(T value);
}
