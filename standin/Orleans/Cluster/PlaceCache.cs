using System.Collections.Concurrent;

namespace Orleans.Runtime.Cluster;

/// <summary>Where grains were found last. A wrong entry costs a detour, so a full cache simply begins anew.</summary>
internal sealed class PlaceCache<TPlace>
    where TPlace : class
{
    private const int Largest = 200_000;

    private readonly ConcurrentDictionary<GrainId, TPlace> _places = new();
    private int _count;

    public TPlace? Find(GrainId grain) => _places.GetValueOrDefault(grain);

    /// <summary>Notes where a grain is; null to forget it.</summary>
    public void Set(GrainId grain, TPlace? place)
    {
        if (place is null)
        {
            if (_places.TryRemove(grain, out _))
            {
                Interlocked.Decrement(ref _count);
            }

            return;
        }

        if (Volatile.Read(ref _count) >= Largest)
        {
            _places.Clear();
            Volatile.Write(ref _count, 0);
        }

        if (_places.TryAdd(grain, place))
        {
            Interlocked.Increment(ref _count);
        }
        else
        {
            _places[grain] = place;
        }
    }
}
