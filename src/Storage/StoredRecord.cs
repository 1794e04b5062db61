namespace Fabric.Storage;

/// <summary>A record as the database holds it. The payload is the database's own memory, valid only while it is being delivered.</summary>
internal readonly ref struct StoredRecord(long etag, int formatVersion, ReadOnlySpan<byte> payload)
{
    public long ETag { get; } = etag;

    public int FormatVersion { get; } = formatVersion;

    /// <summary>UTF-8 JSON.</summary>
    public ReadOnlySpan<byte> Payload { get; } = payload;
}
