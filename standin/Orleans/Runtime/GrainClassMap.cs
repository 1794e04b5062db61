using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

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

    /// <summary>Which grain type serves which interface, by the interface's name: what clients must know.</summary>
    public List<KeyValuePair<string, GrainType>> ByInterface(GrainAssemblies assemblies) =>
    [
        .. assemblies.Interfaces
            .Where(type => Choose(type) is not null)
            .Select(type => KeyValuePair.Create(assemblies.NameOf(type), Choose(type)!.GrainType)),
    ];

    private static TimeSpan AgeOf(Type type, GrainCollectionOptions options) =>
        options.ClassSpecificCollectionAge.TryGetValue(type.FullName!, out var age) ? age : options.CollectionAge;

    private GrainInterface Resolve(Type type) => Choose(type) is { } chosen
        ? new GrainInterface(chosen.GrainType, _assemblies.ProxyFactory(type))
        : throw new ArgumentException($"No implementation of {type} is offered, or several are: {string.Join(", ", Candidates(type).Select(static candidate => candidate.Type.Name))}.");

    /// <summary>The only class that implements an interface, or the one that is named after it.</summary>
    private GrainClass? Choose(Type type)
    {
        var candidates = Candidates(type);
        return candidates.Length == 1 ? candidates[0] : Array.Find(candidates, candidate => $"I{candidate.Type.Name}" == type.Name);
    }

    private GrainClass[] Candidates(Type type) => [.. _classes.Values.Where(candidate => type.IsAssignableFrom(candidate.Type))];
}
