using Orleans.StandIn;

namespace Orleans.Runtime.Messaging;

/// <summary>What precedes the arguments of a request.</summary>
internal readonly record struct RequestHeader(long Correlation, TimeSpan TimeLeft, GrainId Target, string Method)
{
    public static RequestHeader Read(ref MessageReader reader)
    {
        var correlation = (long)reader.ReadVarUInt64();
        var timeLeft = TimeSpan.FromMilliseconds(reader.ReadVarUInt64());
        var type = new GrainType(reader.ReadBytes().ToArray());
        var key = new IdSpan(reader.ReadBytes().ToArray());
        return new RequestHeader(correlation, timeLeft, new GrainId(type, key), reader.ReadText());
    }
}
