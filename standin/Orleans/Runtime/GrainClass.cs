using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>What the engine knows of a grain class: its type, its attributes, how it is made.</summary>
internal sealed class GrainClass
{
    private const string Suffix = "Grain";

    private readonly ObjectFactory _factory;
    private readonly Func<Activation, object>[] _states;

    public GrainClass(Type type, TimeSpan defaultAge)
    {
        Type = type;
        GrainType = GrainType.Create(NameOf(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        Placement = type.GetCustomAttribute<PlacementAttribute>(inherit: true)?.PlacementStrategy ?? RandomPlacement.Instance;
        CollectionAge = type.GetCustomAttribute<CollectionAgeLimitAttribute>(inherit: true)?.AgeLimit ?? defaultAge;
        var parameters = StateParameters(type);
        _states = [.. parameters.Select(StateFactory)];
        _factory = ActivatorUtilities.CreateFactory(type, [.. parameters.Select(static parameter => parameter.ParameterType)]);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    public PlacementStrategy Placement { get; }

    public TimeSpan CollectionAge { get; }

    /// <summary>The type's name in lower case without a closing "Grain": stored records depend on it.</summary>
    public static string NameOf(Type type)
    {
        var name = type.Name;
        var stem = name.EndsWith(Suffix, StringComparison.Ordinal) && name.Length > Suffix.Length ? name[..^Suffix.Length] : name;
        return stem.ToLowerInvariant();
    }

    /// <summary>Makes the grain object with its states and services.</summary>
    public object Create(Activation activation)
    {
        var states = new object[_states.Length];
        for (var index = 0; index < states.Length; index++)
        {
            states[index] = _states[index](activation);
        }

        return _factory(activation.ActivationServices, states);
    }

    private static ParameterInfo[] StateParameters(Type type)
    {
        var constructors = type.GetConstructors();
        return constructors.Length == 1
            ? [.. constructors[0].GetParameters().Where(static parameter => parameter.IsDefined(typeof(PersistentStateAttribute)))]
            : throw new InvalidOperationException($"The grain class {type} must have exactly one public constructor; it has {constructors.Length}.");
    }

    private static Func<Activation, object> StateFactory(ParameterInfo parameter)
    {
        var attribute = parameter.GetCustomAttribute<PersistentStateAttribute>()!;
        var stateType = parameter.ParameterType.GetGenericArguments()[0];
        return typeof(GrainClass)
            .GetMethod(nameof(StateFactoryOf), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(stateType)
            .Invoke(null, [attribute]) as Func<Activation, object>
            ?? throw new InvalidOperationException($"No state factory for {parameter}.");
    }

    private static Func<Activation, object> StateFactoryOf<TState>(PersistentStateAttribute attribute) => activation =>
    {
        var storage = activation.Silo.Services.GetKeyedService<IGrainStorage>(attribute.StorageName ?? "Default")
            ?? throw new InvalidOperationException(
                $"{activation.Class.Type.Name} keeps '{attribute.StateName}' in the store '{attribute.StorageName ?? "Default"}', which is not registered in this silo.");
        var state = new PersistentState<TState>(attribute.StateName, storage, activation.GrainId);
        activation.AddState(state);
        return state;
    };
}
