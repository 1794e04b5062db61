using System.Runtime.CompilerServices;

namespace Orleans.StandIn;

internal delegate T ReadValue<out T>(ref MessageReader reader);

/// <summary>A codec of values that copying by assignment isolates.</summary>
internal sealed class ValueCodec<T>(Action<MessageWriter, T> write, ReadValue<T> read) : Codec<T>
    where T : struct
{
    public override bool IsImmutable => true;

    public override void Write(MessageWriter writer, T value) => write(writer, value);

    public override T Read(ref MessageReader reader) => read(ref reader);

    public override T Copy(T value) => value;
}

/// <summary>A codec of immutable objects; null is one byte.</summary>
internal sealed class ReferenceCodec<T>(Action<MessageWriter, T> write, ReadValue<T> read) : Codec<T?>
    where T : class
{
    public override bool IsImmutable => true;

    public override void Write(MessageWriter writer, T? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is not null)
        {
            write(writer, value);
        }
    }

    public override T? Read(ref MessageReader reader) => reader.ReadByte() == 0 ? null : read(ref reader);

    public override T? Copy(T? value) => value;
}

/// <summary>Text: its UTF-8 length plus one, or zero for null.</summary>
internal sealed class TextCodec : Codec<string?>
{
    public override bool IsImmutable => true;

    public override void Write(MessageWriter writer, string? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is not null)
        {
            writer.WriteText(value);
        }
    }

    public override string? Read(ref MessageReader reader) => reader.ReadByte() == 0 ? null : reader.ReadText();

    public override string? Copy(string? value) => value;
}

/// <summary>An enum as its number.</summary>
internal sealed class EnumCodec<T> : Codec<T>
    where T : struct, Enum
{
    public override bool IsImmutable => true;

    private static readonly int Size = Unsafe.SizeOf<T>();

    public override void Write(MessageWriter writer, T value) => writer.WriteVarUInt64(Size switch
    {
        sizeof(byte) => Unsafe.BitCast<T, byte>(value),
        sizeof(ushort) => Unsafe.BitCast<T, ushort>(value),
        sizeof(uint) => Unsafe.BitCast<T, uint>(value),
        _ => Unsafe.BitCast<T, ulong>(value),
    });

    public override T Read(ref MessageReader reader)
    {
        var number = reader.ReadVarUInt64();
        return Size switch
        {
            sizeof(byte) => Unsafe.BitCast<byte, T>(checked((byte)number)),
            sizeof(ushort) => Unsafe.BitCast<ushort, T>(checked((ushort)number)),
            sizeof(uint) => Unsafe.BitCast<uint, T>(checked((uint)number)),
            _ => Unsafe.BitCast<ulong, T>(number),
        };
    }

    public override T Copy(T value) => value;
}

/// <summary>Nullable values.</summary>
internal sealed class NullableCodec<T> : Codec<T?>
    where T : struct
{
    private readonly Codec<T> _value = Codecs.Get<T>();

    public override bool IsImmutable => _value.IsImmutable;

    public override void Write(MessageWriter writer, T? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is { } present)
        {
            _value.Write(writer, present);
        }
    }

    public override T? Read(ref MessageReader reader) => reader.ReadByte() == 0 ? null : _value.Read(ref reader);

    public override T? Copy(T? value) => value is { } present ? _value.Copy(present) : null;
}

/// <summary>Values declared as object: the alias of the actual type comes first.</summary>
internal sealed class ObjectCodec : Codec<object?>
{
    public override void Write(MessageWriter writer, object? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is not null)
        {
            Codecs.WriteTyped(writer, value);
        }
    }

    public override object? Read(ref MessageReader reader) => reader.ReadByte() == 0 ? null : Codecs.ReadTyped(ref reader);

    public override object? Copy(object? value) => value is null ? null : Codecs.CopyTyped(value);
}
