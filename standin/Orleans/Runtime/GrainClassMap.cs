using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Cluster;

namespace Orleans.Runtime;

/// <summary>Which class implements which interface, among the classes that this silo offers.</summary>
internal sealed class GrainClassMap : IGrainInterfaces
{
    private readonly FrozenDictionary<GrainType, GrainClass> _classes;
    private readonly ConcurrentDictionary<Type, GrainInterface> _interfaces = new();
    private readonly GrainAssemblies _assemblies;

    public GrainClassMap(IOptions<GrainTypeOptions> types, IOptions<GrainCollectionOptions> collection, GrainAssemblies assemblies)
    {
        _assemblies = assemblies;
        var classes = new Dictionary<GrainType, GrainClass>();
        foreach (var type in types.Value.Classes)
        {
            var grainClass = new GrainClass(type, AgeOf(type, collection.Value));
            if (!classes.TryAdd(grainClass.GrainType, grainClass))
            {
                throw new InvalidOperationException($"{type} and {classes[grainClass.GrainType].Type} have the same grain type '{grainClass.GrainType}'.");
            }
        }

        _classes = classes.ToFrozenDictionary();
    }

    /// <summary>The class of a grain type.</summary>
    /// <exception cref="InvalidOperationException">This silo does not offer it.</exception>
    public GrainClass Get(GrainType type) =>
        _classes.TryGetValue(type, out var grainClass)
            ? grainClass
            : throw new InvalidOperationException($"This silo offers no grain of type '{type}'.");

    /// <inheritdoc />
    public GrainInterface GetInterface(Type type) =>
        _interfaces.TryGetValue(type, out var known) ? known : _interfaces.GetOrAdd(type, Resolve);

    /// <summary>Whether this silo offers a grain type.</summary>
    public bool IsOffered(GrainType type) => _classes.ContainsKey(type);

    /// <summary>What this silo offers, as it tells others.</summary>
    public SiloManifest Manifest(GrainAssemblies assemblies) => new(
    [
        .. from type in assemblies.Interfaces
           let chosen = Choose(type)
           where chosen is not null
           select new OfferedGrain(assemblies.NameOf(type), chosen.GrainType, chosen.Placement),
    ]);

    /// <summary>Where interfaces that this silo does not serve are looked up.</summary>
    public Func<string, GrainType?> Elsewhere { get; set; } = static _ => null;

    private static TimeSpan AgeOf(Type type, GrainCollectionOptions options) =>
        options.ClassSpecificCollectionAge.TryGetValue(type.FullName!, out var age) ? age : options.CollectionAge;

    private GrainInterface Resolve(Type type) => (Choose(type)?.GrainType ?? Elsewhere(_assemblies.NameOf(type))) is { } grainType
        ? new GrainInterface(grainType, _assemblies.ProxyFactory(type))
        : throw new ArgumentException($"No implementation of {type} is offered, or several are: {string.Join(", ", Candidates(type).Select(static candidate => candidate.Type.Name))}.");

    /// <summary>The only class that implements an interface, or the one that is named after it.</summary>
    private GrainClass? Choose(Type type)
    {
        var candidates = Candidates(type);
        return candidates.Length == 1 ? candidates[0] : Array.Find(candidates, candidate => $"I{candidate.Type.Name}" == type.Name);
    }

    private GrainClass[] Candidates(Type type) => [.. _classes.Values.Where(candidate => type.IsAssignableFrom(candidate.Type))];
}
