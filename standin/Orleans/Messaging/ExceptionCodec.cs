using Orleans.StandIn;

namespace Orleans.Runtime.Messaging;

/// <summary>
/// Exceptions between processes. [GenerateSerializer] types travel whole; others as type name and message, and become that type
/// again where it has a constructor for a message, or an <see cref="OrleansException" /> that names it.
/// </summary>
internal static class ExceptionCodec
{
    private const byte Whole = 1;
    private const byte Named = 2;

    public static void Write(MessageWriter writer, Exception exception)
    {
        if (Codecs.HasAlias(exception.GetType()))
        {
            writer.WriteByte(Whole);
            Codecs.WriteTyped(writer, exception);
            return;
        }

        writer.WriteByte(Named);
        writer.WriteText(exception.GetType().AssemblyQualifiedName!);
        writer.WriteText(exception.Message);
    }

    public static Exception Read(ref MessageReader reader)
    {
        if (reader.ReadByte() == Whole)
        {
            return (Exception)Codecs.ReadTyped(ref reader)!;
        }

        var typeName = reader.ReadText();
        return Create(typeName, reader.ReadText());
    }

    private static Exception Create(string typeName, string message)
    {
        var type = Type.GetType(typeName, throwOnError: false);
        var constructor = type is not null && type.IsAssignableTo(typeof(Exception)) ? type.GetConstructor([typeof(string)]) : null;
        return (Exception?)constructor?.Invoke([message]) ?? new OrleansException($"{typeName.Split(',')[0]}: {message}");
    }
}
