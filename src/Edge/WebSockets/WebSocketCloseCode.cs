namespace Fabric.Edge.WebSockets;

/// <summary>Status codes of close frames that every front-end uses (RFC 6455 §7.4.1 and its registry).</summary>
internal static class WebSocketCloseCode
{
    public const int Normal = 1000;

    public const int GoingAway = 1001;

    public const int ProtocolError = 1002;

    public const int UnsupportedData = 1003;

    public const int InvalidData = 1007;

    public const int PolicyViolation = 1008;

    public const int TooBig = 1009;

    public const int InternalError = 1011;

    public const int TryAgainLater = 1013;
}
