namespace Orleans.Runtime.Cluster;

/// <summary>Which silo answers for which hash: every silo has points on a ring, and owns the hashes up to each of them.</summary>
internal sealed class HashRing
{
    private const int PointsPerSilo = 64;

    private readonly uint[] _points;
    private readonly SiloAddress[] _owners;

    public HashRing(IReadOnlyCollection<SiloAddress> silos)
    {
        var points = silos.SelectMany(PointsOf).ToArray();
        Array.Sort(points, static (left, right) =>
            left.Point != right.Point ? left.Point.CompareTo(right.Point) : left.Silo.CompareTo(right.Silo));
        _points = [.. points.Select(static point => point.Point)];
        _owners = [.. points.Select(static point => point.Silo)];
    }

    /// <summary>The owner of a hash; null on a ring without silos.</summary>
    public SiloAddress? OwnerOf(uint hash)
    {
        if (_points.Length == 0)
        {
            return null;
        }

        var index = Array.BinarySearch(_points, hash);
        index = index < 0 ? ~index : index;
        return _owners[index == _points.Length ? 0 : index];
    }

    private static IEnumerable<(uint Point, SiloAddress Silo)> PointsOf(SiloAddress silo)
    {
        var hash = unchecked((uint)silo.GetConsistentHashCode());
        return Enumerable.Range(0, PointsPerSilo).Select(number => (StableHash.Combine(hash, (uint)number), silo));
    }
}
