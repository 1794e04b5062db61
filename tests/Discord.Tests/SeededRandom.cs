using Fabric.Protocol;

namespace Fabric.Discord.Tests;

/// <summary>Chance that repeats with its seed.</summary>
internal sealed class SeededRandom(int seed) : IRandomSource
{
    private readonly Random _random = new(seed);

    public double NextDouble() => _random.NextDouble();

    public void Fill(Span<byte> bytes) => _random.NextBytes(bytes);
}
