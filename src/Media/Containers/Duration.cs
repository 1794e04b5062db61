namespace Fabric.Media.Containers;

/// <summary>Lengths as files tell them, which may be anything.</summary>
internal static class Duration
{
    /// <summary>Milliseconds of so many units; null when that is nothing, or beyond all measure.</summary>
    public static long? Of(ulong units, ulong unitsPerSecond)
    {
        if (units == 0 || unitsPerSecond == 0)
        {
            return null;
        }

        var milliseconds = (UInt128)units * 1000 / unitsPerSecond;
        return milliseconds < long.MaxValue ? (long)milliseconds : null;
    }
}
