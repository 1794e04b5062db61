using System.Collections.Frozen;
using System.Reflection;
using Orleans.Runtime;

namespace Fabric.Storage.Formats;

/// <summary>The formats that the composition has registered, by state type.</summary>
public sealed class StateFormats
{
    private readonly FrozenDictionary<Type, StateFormat> _formats;

    /// <summary>Of all that are registered.</summary>
    /// <exception cref="ArgumentException">A type is registered twice.</exception>
    public StateFormats(IEnumerable<StateFormat> formats)
    {
        var byType = new Dictionary<Type, StateFormat>();
        foreach (var format in formats)
        {
            if (!byType.TryAdd(format.StateType, format))
            {
                throw new ArgumentException($"The state type {format.StateType} has two formats; register it once.", nameof(formats));
            }
        }

        _formats = byType.ToFrozenDictionary();
    }

    /// <summary>The format of a state type.</summary>
    /// <exception cref="StorageException">It has none.</exception>
    public StateFormat<T> Of<T>() =>
        _formats.TryGetValue(typeof(T), out var format)
            ? (StateFormat<T>)format
            : throw new StorageException(
                $"The state type {typeof(T)} has no format: register one with AddStateFormat(new StateFormat<{typeof(T).Name}>(...)).");

    /// <summary>
    /// The state types that grains of the assembly ask for by <see cref="PersistentStateAttribute" /> and that have no format.
    /// A test asserts that there are none; otherwise the first read of such a state fails.
    /// </summary>
    public IReadOnlyList<Type> MissingFrom(Assembly grains) =>
    [
        .. grains.GetTypes()
            .SelectMany(StateTypesOf)
            .Distinct()
            .Where(type => !_formats.ContainsKey(type))
            .OrderBy(static type => type.FullName, StringComparer.Ordinal),
    ];

    private static IEnumerable<Type> StateTypesOf(Type grain) =>
        from constructor in grain.GetConstructors()
        from parameter in constructor.GetParameters()
        where parameter.IsDefined(typeof(PersistentStateAttribute)) && parameter.ParameterType.IsGenericType
        select parameter.ParameterType.GetGenericArguments()[0];
}
