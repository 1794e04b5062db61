namespace Fabric.Discord.Gateway;

/// <summary>What happens to a shard.</summary>
internal abstract record GatewayInput
{
    private GatewayInput()
    {
    }

    internal sealed record Started : GatewayInput;

    internal sealed record SocketOpened : GatewayInput;

    internal sealed record OpenFailed : GatewayInput;

    internal sealed record TokenRefused : GatewayInput;

    internal sealed record SocketClosed(int? Code) : GatewayInput;

    internal sealed record Hello(TimeSpan HeartbeatInterval) : GatewayInput;

    internal sealed record HeartbeatRequested : GatewayInput;

    internal sealed record HeartbeatAcknowledged : GatewayInput;

    /// <summary>The time asked for has come.</summary>
    /// <param name="ReaderBehind">Bytes that have arrived are still unread: an answer may be among them.</param>
    internal sealed record TimerDue(bool ReaderBehind) : GatewayInput;

    internal sealed record ReconnectRequested : GatewayInput;

    internal sealed record InvalidSession(bool Resumable) : GatewayInput;

    internal sealed record Ready(GatewayReady Details) : GatewayInput;

    internal sealed record Resumed : GatewayInput;

    internal sealed record SendFailed : GatewayInput;

    internal sealed record BadFrame : GatewayInput;

    internal sealed record StopRequested(bool EndSession) : GatewayInput;
}
