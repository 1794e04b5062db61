using System.Collections.Immutable;
using System.Net;
using Orleans.Runtime;

namespace Orleans.StandIn;

/// <summary>The codecs of the usual primitives and collections: one list, in one place.</summary>
internal static class BuiltInCodecs
{
    public static void Register()
    {
        RegisterNumbers();
        RegisterValues();
        RegisterCollections();
    }

    private static void RegisterNumbers()
    {
        Add(new ValueCodec<bool>(static (w, v) => w.WriteByte(v ? (byte)1 : (byte)0), static (ref r) => r.ReadByte() != 0), "bool");
        Add(new ValueCodec<byte>(static (w, v) => w.WriteByte(v), static (ref r) => r.ReadByte()), "byte");
        Add(new ValueCodec<sbyte>(static (w, v) => w.WriteByte((byte)v), static (ref r) => (sbyte)r.ReadByte()), "sbyte");
        Add(new ValueCodec<short>(static (w, v) => w.WriteVarInt64(v), static (ref r) => checked((short)r.ReadVarInt64())), "short");
        Add(new ValueCodec<ushort>(static (w, v) => w.WriteVarUInt64(v), static (ref r) => checked((ushort)r.ReadVarUInt64())), "ushort");
        Add(new ValueCodec<int>(static (w, v) => w.WriteVarInt64(v), static (ref r) => checked((int)r.ReadVarInt64())), "int");
        Add(new ValueCodec<uint>(static (w, v) => w.WriteVarUInt64(v), static (ref r) => checked((uint)r.ReadVarUInt64())), "uint");
        Add(new ValueCodec<long>(static (w, v) => w.WriteVarInt64(v), static (ref r) => r.ReadVarInt64()), "long");
        Add(new ValueCodec<ulong>(static (w, v) => w.WriteVarUInt64(v), static (ref r) => r.ReadVarUInt64()), "ulong");
        Add(new ValueCodec<char>(static (w, v) => w.WriteVarUInt64(v), static (ref r) => checked((char)r.ReadVarUInt64())), "char");
        Add(
            new ValueCodec<float>(
                static (w, v) => w.WriteFixed64(BitConverter.DoubleToUInt64Bits(v)),
                static (ref r) => (float)BitConverter.UInt64BitsToDouble(r.ReadFixed64())),
            "float");
        Add(
            new ValueCodec<double>(
                static (w, v) => w.WriteFixed64(BitConverter.DoubleToUInt64Bits(v)),
                static (ref r) => BitConverter.UInt64BitsToDouble(r.ReadFixed64())),
            "double");
        Add(new ValueCodec<decimal>(WriteDecimal, ReadDecimal), "decimal");
        Add(new ValueCodec<NoResult>(static (_, _) => { }, static (ref _) => default), "none");
    }

    private static void RegisterValues()
    {
        Add(new TextCodec(), "string");
        Add(
            new ValueCodec<Guid>(
                static (w, v) =>
                {
                    Span<byte> bytes = stackalloc byte[16];
                    v.TryWriteBytes(bytes);
                    w.WriteRaw(bytes);
                },
                static (ref r) => new Guid(r.ReadRaw(16))),
            "guid");
        Add(new ValueCodec<TimeSpan>(static (w, v) => w.WriteVarInt64(v.Ticks), static (ref r) => new TimeSpan(r.ReadVarInt64())), "timespan");
        Add(
            new ValueCodec<DateTime>(
                static (w, v) => w.WriteFixed64(unchecked((ulong)v.ToBinary())),
                static (ref r) => DateTime.FromBinary(unchecked((long)r.ReadFixed64()))),
            "datetime");
        Add(
            new ValueCodec<DateTimeOffset>(
                static (w, v) =>
                {
                    w.WriteFixed64(unchecked((ulong)v.Ticks));
                    w.WriteVarInt64(v.TotalOffsetMinutes);
                },
                static (ref r) =>
                {
                    var ticks = unchecked((long)r.ReadFixed64());
                    return new DateTimeOffset(ticks, TimeSpan.FromMinutes(r.ReadVarInt64()));
                }),
            "datetimeoffset");
        Add(GrainIdCodec.Instance, "grainid");
        Add(
            new ReferenceCodec<SiloAddress>(
                static (w, v) => w.WriteText(v.ToParsableString()),
                static (ref r) => SiloAddress.FromParsableString(r.ReadText())),
            "siloaddress");
        Add(new ReferenceCodec<IPEndPoint>(static (w, v) => w.WriteText(v.ToString()), static (ref r) => IPEndPoint.Parse(r.ReadText())), "ipendpoint");
        Add(new ReferenceCodec<Uri>(static (w, v) => w.WriteText(v.OriginalString), static (ref r) => new Uri(r.ReadText(), UriKind.RelativeOrAbsolute)), "uri");
        Add(new BytesCodec(), "bytes");
        Add(new MemoryCodec(), "memory");
        Add(new ObjectCodec(), "object");
    }

    private static void RegisterCollections()
    {
        Codecs.RegisterGeneric(typeof(Nullable<>), static args => typeof(NullableCodec<>).MakeGenericType(args));
        Codecs.RegisterGeneric(typeof(List<>), static args => typeof(ListCodec<>).MakeGenericType(args));
        Codecs.RegisterGeneric(typeof(HashSet<>), static args => typeof(HashSetCodec<>).MakeGenericType(args));
        Codecs.RegisterGeneric(typeof(ImmutableArray<>), static args => typeof(ImmutableArrayCodec<>).MakeGenericType(args));
        Codecs.RegisterGeneric(typeof(Dictionary<,>), static args => typeof(DictionaryCodec<,>).MakeGenericType(args));
        Codecs.RegisterGeneric(typeof(KeyValuePair<,>), static args => typeof(PairCodec<,>).MakeGenericType(args));
        Codecs.RegisterGeneric(typeof(ValueTuple<,>), static args => typeof(Tuple2Codec<,>).MakeGenericType(args));
        Codecs.RegisterGeneric(typeof(ValueTuple<,,>), static args => typeof(Tuple3Codec<,,>).MakeGenericType(args));
    }

    private static void Add(Codec codec, string alias) => Codecs.Register(codec, alias);

    private static void WriteDecimal(MessageWriter writer, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        foreach (var part in bits)
        {
            writer.WriteVarInt64(part);
        }
    }

    private static decimal ReadDecimal(ref MessageReader reader)
    {
        Span<int> bits = stackalloc int[4];
        for (var part = 0; part < bits.Length; part++)
        {
            bits[part] = checked((int)reader.ReadVarInt64());
        }

        return new decimal(bits);
    }
}
