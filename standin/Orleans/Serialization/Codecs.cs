using System.Collections.Concurrent;
using System.ComponentModel;

namespace Orleans.StandIn;

/// <summary>Finds the codec of a type: built in, generated, or composed for a collection of such types.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Codecs
{
    private static readonly ConcurrentDictionary<Type, Codec> ByType = new();
    private static readonly ConcurrentDictionary<string, Codec> ByAlias = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<Type, string> Aliases = new();
    private static readonly ConcurrentDictionary<Type, Func<Type[], Type>> Generic = new();

    static Codecs() => BuiltInCodecs.Register();

    /// <summary>Registers a codec under the name by which values of its type travel where the declared type does not tell.</summary>
    /// <exception cref="InvalidOperationException">Another type has that alias.</exception>
    public static void Register(Codec codec, string alias)
    {
        ArgumentNullException.ThrowIfNull(codec);
        if (ByAlias.GetOrAdd(alias, codec).ValueType != codec.ValueType)
        {
            throw new InvalidOperationException($"The alias '{alias}' of {codec.ValueType} is already taken by {ByAlias[alias].ValueType}.");
        }

        ByType[codec.ValueType] = codec;
        Aliases[codec.ValueType] = alias;
    }

    /// <summary>The codec of values declared as <typeparamref name="T" />.</summary>
    /// <exception cref="NotSupportedException">The type cannot be serialized.</exception>
    public static Codec<T> Get<T>() => (Codec<T>)Get(typeof(T));

    internal static void RegisterGeneric(Type definition, Func<Type[], Type> codecType) => Generic[definition] = codecType;

    internal static Codec Get(Type type) => ByType.TryGetValue(type, out var codec) ? codec : ByType.GetOrAdd(type, Compose);

    internal static bool HasAlias(Type type) => Aliases.ContainsKey(type);

    internal static void WriteTyped(MessageWriter writer, object value)
    {
        var codec = Get(value.GetType());
        writer.WriteText(Aliases.TryGetValue(codec.ValueType, out var alias)
            ? alias
            : throw new NotSupportedException($"{value.GetType()} has no [GenerateSerializer] and cannot travel where {nameof(Object)} is declared."));
        codec.WriteObject(writer, value);
    }

    internal static object? ReadTyped(ref MessageReader reader)
    {
        var alias = reader.ReadText();
        return ByAlias.TryGetValue(alias, out var codec)
            ? codec.ReadObject(ref reader)
            : throw new InvalidDataException($"A message carries a '{alias}', which this process does not know.");
    }

    internal static object CopyTyped(object value)
    {
        var codec = Get(value.GetType());
        return codec.IsImmutable ? value : codec.CopyObject(value);
    }

    private static Codec Compose(Type type)
    {
        var codecType = type switch
        {
            { IsArray: true } when type.GetArrayRank() == 1 => typeof(ArrayCodec<>).MakeGenericType(type.GetElementType()!),
            { IsEnum: true } => typeof(EnumCodec<>).MakeGenericType(type),
            { IsGenericType: true } when Generic.TryGetValue(type.GetGenericTypeDefinition(), out var make) => make(type.GetGenericArguments()),
            _ => throw new NotSupportedException($"{type} cannot be serialized: give it [GenerateSerializer] and its members [Id]."),
        };
        return (Codec)Activator.CreateInstance(codecType)!;
    }
}
