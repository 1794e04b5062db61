namespace Orleans.Runtime.Messaging;

/// <summary>Receives a connection's frames.</summary>
internal interface IFrameHandler
{
    /// <summary>One frame; its bytes are valid during the call only. Calls come one after another.</summary>
    void OnFrame(Connection connection, ReadOnlySpan<byte> frame);

    /// <summary>The connection has ended; null for an orderly end.</summary>
    void OnClosed(Connection connection, Exception? failure);
}
