using System.Runtime.InteropServices;

namespace Fabric.Media.Players;

/// <summary>What a player did in one minute (lavalink.md §1.4).</summary>
/// <param name="Sent">Frames of 20 ms that were played.</param>
/// <param name="Nulled">Times that there was none to play.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MinuteFrames(int Sent, int Nulled);
