using System.Runtime.InteropServices;

namespace Fabric.Edge.Lavalink.Node;

/// <summary>A time in which the collector let nothing else run.</summary>
/// <param name="Generation">The oldest generation that was collected.</param>
/// <param name="Duration">From the request to stop until everything ran again.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GcPause(int Generation, TimeSpan Duration);
