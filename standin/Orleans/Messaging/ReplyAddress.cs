using Orleans.StandIn;

namespace Orleans.Runtime.Messaging;

/// <summary>Where the answer of a request from another process goes. A correlation id of zero: nobody waits, but may be told of a move.</summary>
internal sealed record ReplyAddress(Connection Connection, long Correlation)
{
    public void SendResult<TResult>(Codec<TResult> codec, TResult result)
    {
        using var writer = MessageWriter.Rent();
        Frames.WriteResult(writer, Correlation, codec, result);
        Answer(writer);
    }

    public void SendFailure(Exception exception)
    {
        using var writer = MessageWriter.Rent();
        Frames.WriteFailure(writer, Correlation, exception);
        Answer(writer);
    }

    /// <summary>Passes an answer of another silo on as it is.</summary>
    public void Relay(FrameKind kind, ReadOnlySpan<byte> content)
    {
        using var writer = MessageWriter.Rent();
        Frames.WriteRelayed(writer, kind, Correlation, content);
        Answer(writer);
    }

    /// <summary>Tells who asked where the grain is; null for no more than that it is not here.</summary>
    public void SendMoved(GrainId grain, SiloAddress? place)
    {
        using var writer = MessageWriter.Rent();
        Frames.WriteMoved(writer, grain, place);
        Connection.TrySend(writer.Written.Span);
    }

    /// <summary>Whether a client asked, whose requests may begin at any silo.</summary>
    public bool IsClient => Connection.Peer?.Client is not null;

    private void Answer(MessageWriter writer)
    {
        if (Correlation != 0)
        {
            Connection.TrySend(writer.Written.Span);
            Connection.OnAnswered();
        }
    }
}
