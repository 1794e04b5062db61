namespace Orleans.StandIn;

internal sealed class PairCodec<TKey, TValue> : Codec<KeyValuePair<TKey, TValue>>
{
    private readonly Codec<TKey> _key = Codecs.Get<TKey>();
    private readonly Codec<TValue> _value = Codecs.Get<TValue>();

    public override bool IsImmutable => _key.IsImmutable && _value.IsImmutable;

    public override void Write(MessageWriter writer, KeyValuePair<TKey, TValue> value)
    {
        _key.Write(writer, value.Key);
        _value.Write(writer, value.Value);
    }

    public override KeyValuePair<TKey, TValue> Read(ref MessageReader reader)
    {
        var key = _key.Read(ref reader);
        return new(key, _value.Read(ref reader));
    }

    public override KeyValuePair<TKey, TValue> Copy(KeyValuePair<TKey, TValue> value) => new(_key.Copy(value.Key), _value.Copy(value.Value));
}

internal sealed class Tuple2Codec<T1, T2> : Codec<(T1 First, T2 Second)>
{
    private readonly Codec<T1> _first = Codecs.Get<T1>();
    private readonly Codec<T2> _second = Codecs.Get<T2>();

    public override bool IsImmutable => _first.IsImmutable && _second.IsImmutable;

    public override void Write(MessageWriter writer, (T1 First, T2 Second) value)
    {
        _first.Write(writer, value.First);
        _second.Write(writer, value.Second);
    }

    public override (T1 First, T2 Second) Read(ref MessageReader reader)
    {
        var first = _first.Read(ref reader);
        return (first, _second.Read(ref reader));
    }

    public override (T1 First, T2 Second) Copy((T1 First, T2 Second) value) => (_first.Copy(value.First), _second.Copy(value.Second));
}

internal sealed class Tuple3Codec<T1, T2, T3> : Codec<(T1 First, T2 Second, T3 Third)>
{
    private readonly Codec<(T1, T2)> _pair = Codecs.Get<(T1, T2)>();
    private readonly Codec<T3> _third = Codecs.Get<T3>();

    public override bool IsImmutable => _pair.IsImmutable && _third.IsImmutable;

    public override void Write(MessageWriter writer, (T1 First, T2 Second, T3 Third) value)
    {
        _pair.Write(writer, (value.First, value.Second));
        _third.Write(writer, value.Third);
    }

    public override (T1 First, T2 Second, T3 Third) Read(ref MessageReader reader)
    {
        var (first, second) = _pair.Read(ref reader);
        return (first, second, _third.Read(ref reader));
    }

    public override (T1 First, T2 Second, T3 Third) Copy((T1 First, T2 Second, T3 Third) value)
    {
        var (first, second) = _pair.Copy((value.First, value.Second));
        return (first, second, _third.Copy(value.Third));
    }
}
