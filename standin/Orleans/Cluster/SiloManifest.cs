using Orleans.StandIn;

namespace Orleans.Runtime.Cluster;

/// <summary>What a silo offers: for every grain type the interfaces that it serves, and how its activations are placed.</summary>
internal sealed class SiloManifest(IReadOnlyCollection<OfferedGrain> grains)
{
    private readonly IReadOnlyCollection<OfferedGrain> _grains = grains;

    private readonly Dictionary<GrainType, PlacementStrategy> _placements =
        grains.GroupBy(static grain => grain.Type).ToDictionary(static group => group.Key, static group => group.First().Placement);

    private readonly Dictionary<string, GrainType> _interfaces =
        grains.ToDictionary(static grain => grain.InterfaceName, static grain => grain.Type, StringComparer.Ordinal);

    /// <summary>What several silos offer together.</summary>
    public static SiloManifest Of(IEnumerable<SiloManifest> manifests) =>
        new([.. manifests.SelectMany(static manifest => manifest._grains).DistinctBy(static grain => grain.InterfaceName, StringComparer.Ordinal)]);

    /// <summary>How activations of a type are placed; null where the silo does not offer it.</summary>
    public PlacementStrategy? PlacementOf(GrainType type) => _placements.GetValueOrDefault(type);

    public bool TryGetType(string interfaceName, out GrainType type) => _interfaces.TryGetValue(interfaceName, out type);

    public void Write(MessageWriter writer)
    {
        writer.WriteVarUInt64((ulong)_grains.Count);
        foreach (var grain in _grains)
        {
            writer.WriteText(grain.InterfaceName);
            writer.WriteBytes(grain.Type.AsSpan());
            writer.WriteByte((byte)grain.Placement.Kind);
        }
    }

    public static SiloManifest Read(ref MessageReader reader)
    {
        var grains = new List<OfferedGrain>();
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            var name = reader.ReadText();
            var type = new GrainType(reader.ReadBytes().ToArray());
            grains.Add(new OfferedGrain(name, type, PlacementStrategy.Of((PlacementKind)reader.ReadByte())));
        }

        return new SiloManifest(grains);
    }
}
