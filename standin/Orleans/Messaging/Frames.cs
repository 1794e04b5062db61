using Orleans.StandIn;

namespace Orleans.Runtime.Messaging;

/// <summary>The frames' content, both ways.</summary>
internal static class Frames
{
    /// <summary>Raised with every change that an older process could not read.</summary>
    public const int ProtocolVersion = 1;

    public static void WriteHello(MessageWriter writer, string clusterId)
    {
        writer.WriteByte((byte)FrameKind.Hello);
        writer.WriteVarUInt64(ProtocolVersion);
        writer.WriteText(clusterId);
    }

    public static void WriteWelcome(MessageWriter writer, IReadOnlyCollection<KeyValuePair<string, GrainType>> grains)
    {
        writer.WriteByte((byte)FrameKind.Welcome);
        writer.WriteVarUInt64((ulong)grains.Count);
        foreach (var (interfaceName, type) in grains)
        {
            writer.WriteText(interfaceName);
            writer.WriteBytes(type.AsSpan());
        }
    }

    public static Dictionary<string, GrainType> ReadWelcome(ref MessageReader reader)
    {
        var grains = new Dictionary<string, GrainType>(StringComparer.Ordinal);
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            var name = reader.ReadText();
            grains[name] = new GrainType(reader.ReadBytes().ToArray());
        }

        return grains;
    }

    public static void WriteRefused(MessageWriter writer, string reason)
    {
        writer.WriteByte((byte)FrameKind.Refused);
        writer.WriteText(reason);
    }

    /// <summary>A correlation id of zero marks a one-way call.</summary>
    public static void WriteRequest(MessageWriter writer, GrainRequest request, long correlation, TimeSpan timeLeft)
    {
        writer.WriteByte((byte)FrameKind.Request);
        writer.WriteVarUInt64((ulong)correlation);
        writer.WriteVarUInt64((ulong)timeLeft.TotalMilliseconds);
        writer.WriteBytes(request.Target.Type.AsSpan());
        writer.WriteBytes(request.Target.Key.AsSpan());
        writer.WriteText(request.Method.ToString());
        request.WriteArguments(writer);
    }

    public static void WriteResult<TResult>(MessageWriter writer, long correlation, Codec<TResult> codec, TResult result)
    {
        writer.WriteByte((byte)FrameKind.Result);
        writer.WriteVarUInt64((ulong)correlation);
        codec.Write(writer, result);
    }

    public static void WriteFailure(MessageWriter writer, long correlation, Exception exception)
    {
        writer.WriteByte((byte)FrameKind.Failure);
        writer.WriteVarUInt64((ulong)correlation);
        ExceptionCodec.Write(writer, exception);
    }
}
