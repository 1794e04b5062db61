namespace Fabric.Storage.Batching;

/// <summary>The limits of the settings that every database has.</summary>
internal static class BatchSettings
{
    private const int MaxBatchRecords = 100_000;
    private const int MaxRecordLimit = 256 * 1024 * 1024;

    /// <summary>No setting may make anybody wait longer.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromMinutes(10);

    public static void Check(SettingChecks checks, int batchRecords, int batchBytes, int maxRecordBytes, TimeSpan shutdownTimeout)
    {
        checks.RequireBetween("BatchRecords", batchRecords, 1, MaxBatchRecords);
        checks.RequireBetween("BatchBytes", batchBytes, 1, int.MaxValue);
        checks.RequireBetween("MaxRecordBytes", maxRecordBytes, 1, MaxRecordLimit);
        checks.RequireBetween("ShutdownTimeout", shutdownTimeout, TimeSpan.Zero, LongestWait);
    }
}
