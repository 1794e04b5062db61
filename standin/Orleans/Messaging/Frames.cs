using Orleans.Runtime.Cluster;
using Orleans.StandIn;

namespace Orleans.Runtime.Messaging;

/// <summary>The frames' content, both ways.</summary>
internal static class Frames
{
    /// <summary>Raised with every change that an older process could not read.</summary>
    public const int ProtocolVersion = 2;

    /// <summary>From a silo with the address that it looks for, from a client with its id.</summary>
    public static void WriteHello(MessageWriter writer, string clusterId, Peer self, SiloAddress? wanted)
    {
        writer.WriteByte((byte)FrameKind.Hello);
        writer.WriteVarUInt64(ProtocolVersion);
        writer.WriteText(clusterId);
        writer.WriteText(self.Silo?.ToParsableString() ?? "");
        writer.WriteText(self.Client ?? "");
        writer.WriteText(wanted?.ToParsableString() ?? "");
    }

    public static Hello ReadHello(ref MessageReader reader)
    {
        var version = reader.ReadVarUInt64();
        if (version != ProtocolVersion)
        {
            return new Hello(version, "", new Peer(null, null), null);
        }

        var cluster = reader.ReadText();
        var silo = ReadAddress(ref reader);
        var client = reader.ReadText();
        return new Hello(version, cluster, new Peer(silo, client), ReadAddress(ref reader));
    }

    /// <summary>Who was reached, and what it offers.</summary>
    public static void WriteWelcome(MessageWriter writer, SiloAddress self, SiloManifest manifest)
    {
        writer.WriteByte((byte)FrameKind.Welcome);
        writer.WriteText(self.ToParsableString());
        manifest.Write(writer);
    }

    public static void WriteRefused(MessageWriter writer, string reason)
    {
        writer.WriteByte((byte)FrameKind.Refused);
        writer.WriteText(reason);
    }

    /// <summary>A correlation id of zero marks a one-way call, a time of zero one without limit.</summary>
    public static void WriteRequest(MessageWriter writer, GrainRequest request, long correlation, TimeSpan timeLeft)
    {
        writer.WriteByte((byte)FrameKind.Request);
        writer.WriteVarUInt64((ulong)correlation);
        writer.WriteVarUInt64((ulong)timeLeft.TotalMilliseconds);
        writer.WriteByte(request.Hops);
        GrainIdCodec.Instance.Write(writer, request.Target);
        writer.WriteText(request.Method.FullName);
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

    /// <summary>A result or failure that came from another silo, as it came.</summary>
    public static void WriteRelayed(MessageWriter writer, FrameKind kind, long correlation, ReadOnlySpan<byte> content)
    {
        writer.WriteByte((byte)kind);
        writer.WriteVarUInt64((ulong)correlation);
        writer.WriteRaw(content);
    }

    public static void WriteMoved(MessageWriter writer, GrainId grain, SiloAddress? place)
    {
        writer.WriteByte((byte)FrameKind.Moved);
        GrainIdCodec.Instance.Write(writer, grain);
        writer.WriteText(place?.ToParsableString() ?? "");
    }

    public static (GrainId Grain, SiloAddress? Place) ReadMoved(ref MessageReader reader)
    {
        var grain = GrainIdCodec.Instance.Read(ref reader);
        return (grain, ReadAddress(ref reader));
    }

    public static void WriteStreamItem<T>(MessageWriter writer, string stream, Codec<T> codec, T item)
    {
        writer.WriteByte((byte)FrameKind.StreamItem);
        writer.WriteText(stream);
        codec.Write(writer, item);
    }

    public static SiloAddress? ReadAddress(ref MessageReader reader)
    {
        var text = reader.ReadText();
        return text.Length == 0 ? null : SiloAddress.FromParsableString(text);
    }
}
