namespace Fabric.Storage;

/// <summary>
/// ETags that never come twice in a database: the number of times it was opened in the upper bits, a counter in the lower 40 (a
/// trillion writes before the next opening). Used by the writing thread alone.
/// </summary>
internal sealed class ETagSequence(long openings)
{
    private const int CounterBits = 40;

    private long _last = openings << CounterBits;

    public long Next() => ++_last;
}
