using System.Runtime.InteropServices;

namespace Fabric.Discord.Gateway;

/// <summary>A shard's state has changed.</summary>
/// <param name="State">The new state.</param>
/// <param name="Cause">Why the previous connection ended, when the new state follows from that.</param>
/// <param name="CloseCode">Discord's close code, where it sent one.</param>
/// <param name="RetryIn">After what time a new connection is tried.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GatewayStateChange(
    GatewayConnectionState State, GatewayDisconnectCause Cause = GatewayDisconnectCause.None, int? CloseCode = null, TimeSpan RetryIn = default);
