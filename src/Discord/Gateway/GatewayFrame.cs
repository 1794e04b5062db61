namespace Fabric.Discord.Gateway;

/// <summary>The envelope <c>{op, d, s, t}</c> of one message.</summary>
/// <param name="Op">The opcode.</param>
/// <param name="Sequence">0 when there is none.</param>
/// <param name="EventName">Null when there is none.</param>
/// <param name="Data">The bytes of <c>d</c>; empty when there is none.</param>
internal readonly record struct GatewayFrame(int Op, long Sequence, string? EventName, ReadOnlyMemory<byte> Data);
