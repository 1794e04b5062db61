using Fabric.Protocol;

namespace Fabric.Discord.Tests;

/// <summary>Chance that a test has chosen: the same number every time.</summary>
internal sealed class FixedRandom(double value) : IRandomSource
{
    public double NextDouble() => value;

    public void Fill(Span<byte> bytes) => bytes.Fill(0xAB);
}
