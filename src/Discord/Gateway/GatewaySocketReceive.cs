using System.Runtime.InteropServices;

namespace Fabric.Discord.Gateway;

/// <summary>A piece of a message, or the end of the connection.</summary>
/// <param name="Kind">What was received.</param>
/// <param name="Count">How many bytes of the buffer were filled.</param>
/// <param name="EndOfMessage">Whether the message ends here.</param>
/// <param name="CloseCode">The peer's close code; null where it sent none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GatewaySocketReceive(GatewaySocketMessage Kind, int Count, bool EndOfMessage, int? CloseCode = null);
