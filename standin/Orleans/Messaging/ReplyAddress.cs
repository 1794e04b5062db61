using Orleans.StandIn;

namespace Orleans.Runtime.Messaging;

/// <summary>Where the answer of a request from another process goes.</summary>
internal sealed record ReplyAddress(Connection Connection, long Correlation)
{
    public void SendResult<TResult>(Codec<TResult> codec, TResult result)
    {
        using var writer = MessageWriter.Rent();
        Frames.WriteResult(writer, Correlation, codec, result);
        Connection.TrySend(writer.Written.Span);
    }

    public void SendFailure(Exception exception)
    {
        using var writer = MessageWriter.Rent();
        Frames.WriteFailure(writer, Correlation, exception);
        Connection.TrySend(writer.Written.Span);
    }
}
