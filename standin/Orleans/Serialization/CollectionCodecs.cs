using System.Collections.Immutable;

namespace Orleans.StandIn;

/// <summary>Byte arrays: null is a zero, else the length plus one and the bytes.</summary>
internal sealed class BytesCodec : Codec<byte[]?>
{
    public override void Write(MessageWriter writer, byte[]? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is not null)
        {
            writer.WriteBytes(value);
        }
    }

    public override byte[]? Read(ref MessageReader reader) => reader.ReadByte() == 0 ? null : reader.ReadBytes().ToArray();

    public override byte[]? Copy(byte[]? value) => value?.AsSpan().ToArray();
}

/// <summary>Read-only memory: copied all the same, since its owner may still write to it.</summary>
internal sealed class MemoryCodec : Codec<ReadOnlyMemory<byte>>
{
    public override void Write(MessageWriter writer, ReadOnlyMemory<byte> value) => writer.WriteBytes(value.Span);

    public override ReadOnlyMemory<byte> Read(ref MessageReader reader) => reader.ReadBytes().ToArray();

    public override ReadOnlyMemory<byte> Copy(ReadOnlyMemory<byte> value) => value.ToArray();
}

/// <summary>Common part of the collections: a marker for null, the count, the items.</summary>
internal abstract class SequenceCodec<TCollection, TItem> : Codec<TCollection?>
    where TCollection : class, IReadOnlyCollection<TItem>
{
    protected Codec<TItem> Item { get; } = Codecs.Get<TItem>();

    public sealed override void Write(MessageWriter writer, TCollection? value)
    {
        writer.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
        {
            return;
        }

        writer.WriteVarUInt64((ulong)value.Count);
        foreach (var item in value)
        {
            Item.Write(writer, item);
        }
    }

    public sealed override TCollection? Read(ref MessageReader reader)
    {
        if (reader.ReadByte() == 0)
        {
            return null;
        }

        var items = new TItem[reader.ReadCount()];
        for (var index = 0; index < items.Length; index++)
        {
            items[index] = Item.Read(ref reader);
        }

        return Create(items, null);
    }

    public sealed override TCollection? Copy(TCollection? value)
    {
        if (value is null)
        {
            return null;
        }

        var items = new TItem[value.Count];
        var index = 0;
        foreach (var item in value)
        {
            items[index++] = Item.Copy(item);
        }

        return Create(items, value);
    }

    /// <summary>Makes the collection; <paramref name="original" /> tells its comparer when it is copied.</summary>
    protected abstract TCollection Create(TItem[] items, TCollection? original);
}

internal sealed class ArrayCodec<T> : SequenceCodec<T[], T>
{
    protected override T[] Create(T[] items, T[]? original) => items;
}

internal sealed class ListCodec<T> : SequenceCodec<List<T>, T>
{
    protected override List<T> Create(T[] items, List<T>? original) => [.. items];
}

internal sealed class HashSetCodec<T> : SequenceCodec<HashSet<T>, T>
{
    protected override HashSet<T> Create(T[] items, HashSet<T>? original) => new(items, original?.Comparer);
}

internal sealed class DictionaryCodec<TKey, TValue> : SequenceCodec<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override Dictionary<TKey, TValue> Create(KeyValuePair<TKey, TValue>[] items, Dictionary<TKey, TValue>? original) =>
        new(items, original?.Comparer);
}

internal sealed class ImmutableArrayCodec<T> : Codec<ImmutableArray<T>>
{
    private readonly Codec<T[]> _items = Codecs.Get<T[]>()!;

    public override bool IsImmutable => Codecs.Get<T>().IsImmutable;

    public override void Write(MessageWriter writer, ImmutableArray<T> value) =>
        _items.Write(writer, value.IsDefault ? null! : [.. value]);

    public override ImmutableArray<T> Read(ref MessageReader reader) => Wrap(_items.Read(ref reader));

    public override ImmutableArray<T> Copy(ImmutableArray<T> value) => IsImmutable || value.IsDefault ? value : Wrap(_items.Copy([.. value]));

    private static ImmutableArray<T> Wrap(T[]? items) => items is null ? default : ImmutableCollectionsMarshal(items);

    private static ImmutableArray<T> ImmutableCollectionsMarshal(T[] items) =>
        System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(items);
}
