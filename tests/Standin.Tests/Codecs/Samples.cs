using System.Collections.Immutable;

namespace Fabric.Standin.Tests.Codecs;

internal enum Color
{
    Red,
    Green = 40,
}

[GenerateSerializer]
[Alias("sample.user-id")]
internal readonly record struct UserId([property: Id(0)] ulong Value);

[GenerateSerializer]
[Alias("sample.note")]
internal sealed record Note
{
    [NonSerialized]
    private readonly int _written;

    [Id(0)]
    public required string Text { get; init; }

    [Id(1)]
    public List<Note> Replies { get; init; } = [];

    [Id(2)]
    public int? Stars { get; private set; }

    [Id(3)]
    private byte[]? Secret { get; set; }

    [Id(4)]
    public int Written { get => _written; init => _written = value; }

    [Id(7)]
    public (UserId Who, Color How)? Mood { get; set; }

    [Id(6)]
    internal Dictionary<string, ImmutableArray<UserId>> @class = new(StringComparer.Ordinal);

    [NonSerialized]
    internal string? Cache;

    public int SecretLength => Secret?.Length ?? 0;

    public static Note Sample() => new()
    {
        Text = "hello",
        Replies = [new Note { Text = "a" }, new Note { Text = "b", Stars = -3 }],
        Stars = 7,
        Secret = [1, 2, 3],
        Written = 1999,
        Mood = (new UserId(ulong.MaxValue), Color.Green),
        @class = new Dictionary<string, ImmutableArray<UserId>>(StringComparer.Ordinal) { ["x"] = [new UserId(5)] },
        Cache = "not sent",
    };

    public void SpoilSecret() => Secret![0] = 99;

    public byte FirstOfSecret() => Secret![0];
}

[GenerateSerializer]
[Alias("sample.member")]
internal sealed record Member([property: Id(0)] string Name, [property: Id(1)] Color Color, [property: Id(2)] int[] Scores)
{
    [Id(3)]
    public string Nick { get; init; } = "none";

    public string Shout { get; } = Name.ToUpperInvariant();
}

[GenerateSerializer]
[Alias("sample.secretive")]
internal sealed class Secretive
{
    [Id(0)]
    private readonly string _value;

    private Secretive() => _value = "unset";

    [Id(1)]
    public int Doubled { get; } = 2;

    public string Value => _value;

    public static Secretive With(string value, int doubled) => new(value, doubled);

    private Secretive(string value, int doubled)
    {
        _value = value;
        Doubled = doubled;
    }
}

[GenerateSerializer]
[Alias("sample.span")]
internal struct Span
{
    [Id(0)]
    public List<int> Items;

    [Id(1)]
    public int Length { get; private set; }

    [Id(2)]
    private int _hidden;

    public readonly int Hidden => _hidden;

    public static Span Of(params int[] items) => new() { Items = [.. items], Length = items.Length, _hidden = 3 };
}

[GenerateSerializer]
[Alias("sample.optional")]
internal readonly record struct Optional<T>([property: Id(0)] bool IsSet, [property: Id(1)] T? Value)
    where T : notnull;

[GenerateSerializer]
[Alias("sample.page")]
internal sealed class Page<TKey, TItem>
    where TKey : notnull
{
    [Id(0)]
    public required Dictionary<TKey, TItem> Items { get; init; }

    [Id(1)]
    private TKey? Last { get; set; }

    public TKey? LastKey => Last;

    public static Page<TKey, TItem> Of(TKey key, TItem item) => new() { Items = new() { [key] = item }, Last = key };
}

[Immutable]
[GenerateSerializer]
[Alias("sample.frozen")]
internal sealed class Frozen
{
    [Id(0)]
    public byte[] Bytes { get; init; } = [];
}

[GenerateSerializer]
[Alias("sample.envelope")]
internal sealed record Envelope
{
    [Id(0)]
    public ReadOnlyMemory<byte> Copied { get; init; }

    [Id(1)]
    [Immutable]
    public ReadOnlyMemory<byte> Shared { get; init; }
}
