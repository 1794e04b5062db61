namespace Fabric.Storage.Migration;

/// <summary>A record on its way. <see cref="UpdatedAt" /> is in Unix milliseconds.</summary>
internal sealed record MigrationRecord(string GrainType, string StateName, string GrainKey, long ETag, int FormatVersion, long UpdatedAt, byte[] Payload)
{
    public override string ToString() => $"{GrainType}/{GrainKey} '{StateName}'";
}
