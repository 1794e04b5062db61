using System.Runtime.InteropServices;
using Orleans;

namespace Fabric.Grains.Session;

/// <summary>A player's report, by its place in the order of them.</summary>
/// <param name="Epoch">The player's epoch.</param>
/// <param name="Number">The report's number in it.</param>
[StructLayout(LayoutKind.Auto)]
[GenerateSerializer, Immutable, Alias("fabric.ReportMark")]
public readonly record struct ReportMark([property: Id(0)] long Epoch, [property: Id(1)] long Number)
{
    /// <summary>Whether it comes after another.</summary>
    public bool IsAfter(ReportMark other) => Epoch > other.Epoch || (Epoch == other.Epoch && Number > other.Number);
}
