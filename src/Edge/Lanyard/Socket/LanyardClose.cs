using Fabric.Edge.WebSockets;

namespace Fabric.Edge.Lanyard.Socket;

/// <summary>How a socket is closed for what its client sent, or for what came of it (lanyard.md §1.5).</summary>
/// <param name="Code">The status code.</param>
/// <param name="Reason">The reason, which clients read.</param>
internal sealed record LanyardClose(int Code, string Reason)
{
    /// <summary>An object whose <c>op</c> is not the integer 2, 3 or 4.</summary>
    public static LanyardClose UnknownOpcode { get; } = new(4004, "unknown_opcode");

    /// <summary>Initialize without data, or with empty data.</summary>
    public static LanyardClose RequiresDataObject { get; } = new(4005, "requires_data_object");

    /// <summary>Not a JSON object, or Initialize that names nothing to subscribe to.</summary>
    public static LanyardClose InvalidPayload { get; } = new(4006, "invalid_payload");

    /// <summary>The cluster does not answer; of ours, as Lanyard is one process.</summary>
    public static LanyardClose TryAgainLater { get; } = new(WebSocketCloseCode.TryAgainLater, "unavailable");

    /// <summary>Something failed here.</summary>
    public static LanyardClose InternalError { get; } = new(1011, "");
}
