using System.Numerics;

namespace Fabric.Edge.Metrics;

/// <summary>A count that every thread may raise without waiting for another: each core has a number of its own, and a reader adds them up.</summary>
internal sealed class CoreCounter
{
    /// <summary>Longs in two cache lines, as processors fetch them in pairs.</summary>
    private const int Spacing = 16;

    private static readonly int Mask = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount) - 1;

    private readonly long[] _cells = new long[(Mask + 2) * Spacing];

    /// <summary>The count; what is added meanwhile may or may not be in it.</summary>
    public long Value
    {
        get
        {
            var sum = 0L;
            for (var i = Spacing; i < _cells.Length; i += Spacing)
            {
                sum += Volatile.Read(ref _cells[i]);
            }

            return sum;
        }
    }

    /// <summary>Raises it, or lowers it by a negative number.</summary>
    public void Add(long number) => Interlocked.Add(ref _cells[((Thread.GetCurrentProcessorId() & Mask) + 1) * Spacing], number);
}
