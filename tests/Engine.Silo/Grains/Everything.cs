using Orleans;

namespace Fabric.Engine.Silo.Grains;

[GenerateSerializer, Alias("engine-tests.Everything")]
public sealed record Everything
{
    [Id(0)]
    public required string Text { get; init; }

    [Id(1)]
    public int? Number { get; init; }

    [Id(2)]
    public Dictionary<string, List<long>> Map { get; init; } = [];

    [Id(3)]
    public byte[]? Bytes { get; init; }

    [Id(4)]
    public DateTimeOffset Time { get; init; }

    [Id(5)]
    public DayOfWeek Day { get; init; }

    [Id(6)]
    public Shape? Shape { get; init; }

    [Id(7)]
    public Guid Id { get; init; }

    [Id(8)]
    public TimeSpan Span { get; init; }

    [Id(9)]
    public HashSet<string> Set { get; init; } = [];

    [Id(10)]
    public (int Left, string Right) Pair { get; init; }
}
