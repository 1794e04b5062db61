using Fabric.Storage.Sqlite;

namespace Fabric.Storage.Tests.Sqlite;

public sealed class SqliteStorageOptionsTests
{
    public static TheoryData<Action<SqliteStorageOptions>, string> Refused => new()
    {
        { static options => options.DataDirectory = " ", "DataDirectory is empty; it must name a directory." },
        { static options => options.FileName = "../f.db", "FileName is '../f.db'; it must be a file's name without a directory." },
        { static options => options.FileName = "", "FileName is ''; it must be a file's name without a directory." },
        { static options => options.Durability = (SqliteDurability)7, "Durability is '7'; it must be ProcessCrash or PowerLoss." },
        { static options => options.BusyTimeout = -Second, "BusyTimeout is -00:00:01; it must be between 00:00:00 and 00:10:00." },
        { static options => options.BatchRecords = 0, "BatchRecords is 0; it must be between 1 and 100000." },
        { static options => options.BatchBytes = 0, "BatchBytes is 0; it must be between 1 and 2147483647." },
        { static options => options.MaxRecordBytes = -5, "MaxRecordBytes is -5; it must be between 1 and 268435456." },
        { static options => options.CacheBytes = -1, "CacheBytes is -1; it must be between 0 and 9223372036854775807." },
        {
            static options => options.IntegrityCheckLimit = -1,
            "IntegrityCheckLimit is -1; it must be between 0 and 9223372036854775807."
        },
        {
            static options => options.ShutdownTimeout = 601 * Second,
            "ShutdownTimeout is 00:10:01; it must be between 00:00:00 and 00:10:00."
        },
    };

    private static TimeSpan Second => TimeSpan.FromSeconds(1);

    [Fact]
    public void The_defaults_are_valid() =>
        new SqliteStorageOptionsValidator().Validate(null, new SqliteStorageOptions()).Succeeded.ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Refused))]
    public void An_impossible_value_is_refused_with_name_value_and_limit(Action<SqliteStorageOptions> configure, string message)
    {
        var options = new SqliteStorageOptions();
        configure(options);

        var result = new SqliteStorageOptionsValidator().Validate(null, options);

        result.Failures.ShouldBe(["Storage:" + message]);
    }
}
