using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Fabric.Protocol;

/// <summary>The operating system's cryptographic generator. Thread-safe.</summary>
public sealed class SystemRandomSource : IRandomSource
{
    private const double UnitOf53Bits = 1.0 / (1L << 53);

    /// <inheritdoc />
    public double NextDouble()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return (BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> 11) * UnitOf53Bits;
    }

    /// <inheritdoc />
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
