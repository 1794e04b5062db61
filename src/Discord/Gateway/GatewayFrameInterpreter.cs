using System.Text.Json;

namespace Fabric.Discord.Gateway;

/// <summary>What an envelope means for the protocol. Throws <see cref="JsonException"/> where the content is not what its opcode says.</summary>
internal static class GatewayFrameInterpreter
{
    /// <summary>Less would be a flood, and at nothing at all a loop without end.</summary>
    private const double ShortestIntervalMilliseconds = 50;

    private const double LongestIntervalMilliseconds = 3_600_000;

    private static readonly GatewayInput HeartbeatRequested = new GatewayInput.HeartbeatRequested();
    private static readonly GatewayInput HeartbeatAcknowledged = new GatewayInput.HeartbeatAcknowledged();

    /// <summary>Null for an ordinary event, and for opcodes that a later version of Discord may add.</summary>
    public static GatewayInput? Interpret(GatewayFrame frame) => frame.Op switch
    {
        GatewayOpcode.Dispatch => InterpretDispatch(frame),
        GatewayOpcode.Heartbeat => HeartbeatRequested,
        GatewayOpcode.HeartbeatAcknowledge => HeartbeatAcknowledged,
        GatewayOpcode.Reconnect => new GatewayInput.ReconnectRequested(),
        GatewayOpcode.InvalidSession => new GatewayInput.InvalidSession(frame.Data.Span.SequenceEqual("true"u8)),
        GatewayOpcode.Hello => new GatewayInput.Hello(HeartbeatInterval(frame.Data)),
        _ => null,
    };

    private static GatewayInput? InterpretDispatch(GatewayFrame frame) => frame.EventName switch
    {
        null => throw new JsonException("A dispatch without a name."),
        GatewayEventNames.Ready => new GatewayInput.Ready(Ready(frame)),
        GatewayEventNames.Resumed => new GatewayInput.Resumed(),
        _ when frame.Data.IsEmpty => throw new JsonException("A dispatch without data."),
        _ => null,
    };

    private static TimeSpan HeartbeatInterval(ReadOnlyMemory<byte> hello)
    {
        var milliseconds = JsonSerializer.Deserialize(hello.Span, GatewayJsonContext.Default.HelloPayload)?.HeartbeatInterval ?? 0;
        return milliseconds is >= ShortestIntervalMilliseconds and <= LongestIntervalMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new JsonException("Hello without a usable heartbeat interval.");
    }

    private static GatewayReady Ready(GatewayFrame frame)
    {
        var payload = JsonSerializer.Deserialize(frame.Data.Span, GatewayJsonContext.Default.ReadyPayload);
        return payload?.ToReady(frame.Sequence) ?? throw new JsonException("READY without session or user.");
    }
}
