namespace Fabric.Standin.Tests.Codecs;

/// <summary>A message as a program of the first version knows it.</summary>
[GenerateSerializer]
[Alias("sample.profile-1")]
internal sealed record ProfileV1
{
    [Id(0)]
    public string Name { get; init; } = "nobody";

    [Id(1)]
    public List<string> Tags { get; init; } = ["default"];
}

/// <summary>The same message in the next version.</summary>
[GenerateSerializer]
[Alias("sample.profile-2")]
internal sealed record ProfileV2
{
    [Id(0)]
    public string Name { get; init; } = "nobody";

    [Id(1)]
    public List<string> Tags { get; init; } = ["default"];

    [Id(2)]
    public Dictionary<string, long> Scores { get; init; } = new(StringComparer.Ordinal) { ["start"] = 1 };

    [Id(3)]
    public required ProfileV2? Friend { get; init; }
}

/// <summary>A version that has dropped the first members.</summary>
[GenerateSerializer]
[Alias("sample.profile-3")]
internal sealed record ProfileV3
{
    [Id(9)]
    public int Level { get; init; } = 4;
}

[GenerateSerializer]
[Alias("sample.positional-1")]
internal sealed record PositionalV1([property: Id(0)] int First);

[GenerateSerializer]
[Alias("sample.positional-2")]
internal sealed record PositionalV2([property: Id(0)] int First, [property: Id(1)] int Second);

[GenerateSerializer]
[Alias("sample.base-1")]
internal record BaseV1
{
    [Id(0)]
    public int Root { get; init; }
}

[GenerateSerializer]
[Alias("sample.leaf-1")]
internal sealed record LeafV1 : BaseV1
{
    [Id(0)]
    public int Leaf { get; init; }
}

[GenerateSerializer]
[Alias("sample.base-2")]
internal record BaseV2
{
    [Id(0)]
    public int Root { get; init; }

    [Id(1)]
    public string Extra { get; init; } = "extra";
}

[GenerateSerializer]
[Alias("sample.leaf-2")]
internal sealed record LeafV2 : BaseV2
{
    [Id(0)]
    public int Leaf { get; init; }
}
