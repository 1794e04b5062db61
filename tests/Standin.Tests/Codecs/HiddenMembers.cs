namespace Fabric.Standin.Tests.Codecs;

internal interface ILabelled
{
    string Label { get; set; }
}

/// <summary>Members that source code of another class cannot name or set.</summary>
internal static class HiddenMembers<TOuter>
    where TOuter : notnull
{
    [GenerateSerializer]
    [Alias("sample.hidden")]
    internal sealed class Inner<TInner>
        where TInner : struct, IComparable<TInner>
    {
        [Id(0)]
        private readonly TOuter? _outer;

        private Inner()
        {
        }

        private Inner(TOuter outer, TInner inner)
        {
            _outer = outer;
            Nested = inner;
        }

        [Id(1)]
        private TInner? Nested { get; }

        public (TOuter? Outer, TInner? Inner) Reveal() => (_outer, Nested);

        public static Inner<TInner> Of(TOuter outer, TInner inner) => new(outer, inner);
    }
}

[GenerateSerializer]
[Alias("sample.explicit")]
internal sealed class Explicit : ILabelled
{
    private Explicit(string label) => ((ILabelled)this).Label = label;

    [Id(0)]
    string ILabelled.Label { get; set; } = "none";

    public static Explicit Of(string label) => new(label);
}

[GenerateSerializer]
[Alias("sample.node")]
internal sealed record Node([property: Id(0)] int Value, [property: Id(1)] Node? Next);

[GenerateSerializer]
[Alias("sample.ticket")]
internal readonly record struct Ticket
{
    [Id(0)]
    public required string Number { get; init; }

    [Id(1)]
    public required Color Color { get; init; }
}

[GenerateSerializer]
[Alias("sample.guarded")]
internal class Guarded
{
    protected Guarded()
    {
    }

    [Id(0)]
    public int Level { get; protected init; }

    [Id(1)]
    protected internal string Word { get; protected set; } = "none";

}

[GenerateSerializer]
[Alias("sample.guard")]
internal sealed class Guard : Guarded
{
    public static Guard Of(int level, string word) => new() { Level = level, Word = word };
}
