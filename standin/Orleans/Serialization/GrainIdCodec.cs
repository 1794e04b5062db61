using Orleans.Runtime;

namespace Orleans.StandIn;

/// <summary>The bytes of a grain's type and of its key, in messages and in the frames around them.</summary>
internal sealed class GrainIdCodec : Codec<GrainId>
{
    public static readonly GrainIdCodec Instance = new();

    public override bool IsImmutable => true;

    public override void Write(MessageWriter writer, GrainId value)
    {
        writer.WriteBytes(value.Type.AsSpan());
        writer.WriteBytes(value.Key.AsSpan());
    }

    public override GrainId Read(ref MessageReader reader)
    {
        var type = new GrainType(reader.ReadBytes().ToArray());
        return new GrainId(type, new IdSpan(reader.ReadBytes().ToArray()));
    }

    public override GrainId Copy(GrainId value) => value;
}
