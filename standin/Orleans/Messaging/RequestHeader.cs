using System.Text;
using Orleans.StandIn;

namespace Orleans.Runtime.Messaging;

/// <summary>What precedes the arguments of a request. A method that this process does not know is null, and named.</summary>
internal readonly record struct RequestHeader(long Correlation, TimeSpan TimeLeft, byte Hops, GrainId Target, GrainMethod? Method, string? UnknownMethod)
{
    private const int LongestName = 512;

    public static RequestHeader Read(ref MessageReader reader, GrainAssemblies assemblies)
    {
        var correlation = (long)reader.ReadVarUInt64();
        var timeLeft = TimeSpan.FromMilliseconds(reader.ReadVarUInt64());
        var hops = reader.ReadByte();
        var target = GrainIdCodec.Instance.Read(ref reader);
        var name = reader.ReadBytes();
        var method = name.Length <= LongestName ? Find(name, assemblies) : null;
        return new RequestHeader(correlation, timeLeft, hops, target, method, method is null ? Encoding.UTF8.GetString(name) : null);
    }

    private static GrainMethod? Find(ReadOnlySpan<byte> name, GrainAssemblies assemblies)
    {
        Span<char> text = stackalloc char[LongestName];
        return assemblies.FindMethod(text[..Encoding.UTF8.GetChars(name, text)]);
    }
}
