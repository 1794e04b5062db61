using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Grains.Cluster;

/// <summary>What is stored of a partition of the watchdog: its rows.</summary>
[GenerateSerializer, Alias("fabric.WatchdogState")]
public sealed class WatchdogState
{
    /// <summary>The version of the stored record's form.</summary>
    public const int FormatVersion = 1;

    /// <summary>The rows by entity.</summary>
    [Id(0)]
    public Dictionary<string, StoredRow> Rows { get; set; } = [];

    /// <summary>Whether the row is noted; it is not where another is of a higher epoch.</summary>
    internal bool Set(WatchdogRow row)
    {
        if (IsNewer(row.Entity, row.Epoch))
        {
            return false;
        }

        Rows[row.Entity] = new StoredRow { Class = row.Class, Silo = row.Silo.Value, Epoch = row.Epoch };
        return true;
    }

    /// <summary>Whether there was a row, and it was not of a higher epoch.</summary>
    internal bool Remove(string entity, long epoch) => !IsNewer(entity, epoch) && Rows.Remove(entity);

    /// <summary>The rows of all silos but some.</summary>
    internal WatchdogRow[] Except(IEnumerable<SiloId> silos)
    {
        var left = silos.Select(static silo => silo.Value).ToHashSet(StringComparer.Ordinal);
        return [.. from row in Rows where !left.Contains(row.Value.Silo) select row.Value.ToRow(row.Key)];
    }

    private bool IsNewer(string entity, long epoch) => Rows.TryGetValue(entity, out var known) && known.Epoch > epoch;
}
