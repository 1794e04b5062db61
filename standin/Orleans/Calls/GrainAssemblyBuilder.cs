using System.ComponentModel;

namespace Orleans.StandIn;

/// <summary>What generated code tells of its assembly.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GrainAssemblyBuilder
{
    internal Dictionary<Type, Func<GrainProxy>> Proxies { get; } = [];

    internal Dictionary<Type, string> Names { get; } = [];

    internal Dictionary<string, GrainMethod> Methods { get; } = new(StringComparer.Ordinal);

    internal HashSet<Type> Classes { get; } = [];

    /// <summary>Adds the codec of a [GenerateSerializer] type.</summary>
#pragma warning disable CA1822 // Generated code calls all of these on the builder.
    public void AddCodec(Codec codec, string alias) => Codecs.Register(codec, alias);
#pragma warning restore CA1822

    /// <summary>Adds the codec of a generic [GenerateSerializer] type. Its values travel where their exact type is declared.</summary>
#pragma warning disable CA1822 // As above.
    public void AddGenericCodec(Type definition, Type codecDefinition, string alias)
#pragma warning restore CA1822
    {
        ArgumentException.ThrowIfNullOrEmpty(alias);
        Codecs.RegisterGeneric(definition, codecDefinition.MakeGenericType);
    }

    /// <summary>Adds a grain interface with its methods.</summary>
    /// <exception cref="InvalidOperationException">Two methods have the same name.</exception>
    public void AddInterface(Type interfaceType, string name, Func<GrainProxy> createProxy, GrainMethod[] methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        Proxies.Add(interfaceType, createProxy);
        Names.Add(interfaceType, name);
        foreach (var method in methods)
        {
            if (!Methods.TryAdd($"{name}.{method.Name}", method))
            {
                throw new InvalidOperationException($"Two grain methods are called '{name}.{method.Name}'.");
            }
        }
    }

    /// <summary>Adds a grain class.</summary>
    public void AddGrainClass(Type grainClass) => Classes.Add(grainClass);
}
