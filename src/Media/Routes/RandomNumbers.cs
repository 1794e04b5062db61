namespace Fabric.Media.Routes;

/// <summary>Large numbers by chance.</summary>
internal static class RandomNumbers
{
    public static UInt128 NextUInt128(this Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
