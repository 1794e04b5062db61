using System.Runtime.InteropServices;
using Orleans;

namespace Fabric.Abstractions.Players;

/// <summary>What a player did in one minute.</summary>
/// <param name="Sent">Frames of 20 ms that it sent.</param>
/// <param name="Nulled">Times that it had none to send.</param>
[StructLayout(LayoutKind.Auto)]
[GenerateSerializer, Immutable, Alias("fabric.FrameCount")]
public readonly record struct FrameCount([property: Id(0)] int Sent, [property: Id(1)] int Nulled);
