using System.Buffers;

namespace Fabric.Storage.Batching;

/// <summary>A write of a payload that was serialized in the grain's own turn into a buffer rented from the shared pool.</summary>
internal abstract class PayloadWriteOperation(RecordKey key, long expectedETag, int formatVersion, ArraySegment<byte> rented)
    : WriteOperation(key, expectedETag)
{
    private ArraySegment<byte> _rented = rented;

    public int FormatVersion { get; } = formatVersion;

    /// <summary>UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Payload => _rented;

    public override int Weight => _rented.Count;

    public override void Release()
    {
        if (_rented.Array is { } buffer)
        {
            _rented = default;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
