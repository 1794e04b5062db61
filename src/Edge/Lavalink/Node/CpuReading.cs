using System.Runtime.InteropServices;

namespace Fabric.Edge.Lavalink.Node;

/// <summary>Processor time used up to a moment.</summary>
/// <param name="Own">By this process, over all processors.</param>
/// <param name="MachineBusy">By the whole machine, in a unit of its own.</param>
/// <param name="MachineTotal">That there was in the same unit; 0 where it cannot be told.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CpuReading(TimeSpan Own, long MachineBusy, long MachineTotal);
