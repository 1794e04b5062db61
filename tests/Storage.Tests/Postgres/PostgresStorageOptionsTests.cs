using Fabric.Storage.Postgres;

namespace Fabric.Storage.Tests.Postgres;

public sealed class PostgresStorageOptionsTests
{
    private const string Example = "it must be like Host=db;Database=fabric;Username=fabric;Password=....";

    public static TheoryData<Action<PostgresStorageOptions>, string> Refused => new()
    {
        { static options => options.ConnectionString = "", $"ConnectionString names no Host; {Example}" },
        { static options => options.ConnectionString = "Host=db;Password=secret", $"ConnectionString names no Database; {Example}" },
        { static options => options.CommandTimeout = TimeSpan.Zero, "CommandTimeout is 00:00:00; it must be between 00:00:01 and 00:10:00." },
        { static options => options.RetryTimeout = -Second, "RetryTimeout is -00:00:01; it must be between 00:00:00 and 00:10:00." },
        { static options => options.BatchRecords = 0, "BatchRecords is 0; it must be between 1 and 100000." },
        { static options => options.BatchBytes = 0, "BatchBytes is 0; it must be between 1 and 2147483647." },
        { static options => options.MaxRecordBytes = 0, "MaxRecordBytes is 0; it must be between 1 and 268435456." },
        { static options => options.ShutdownTimeout = -Second, "ShutdownTimeout is -00:00:01; it must be between 00:00:00 and 00:10:00." },
    };

    private static TimeSpan Second => TimeSpan.FromSeconds(1);

    [Fact]
    public void The_defaults_with_a_connection_string_are_valid() =>
        new PostgresStorageOptionsValidator().Validate(null, Valid()).Succeeded.ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Refused))]
    public void An_impossible_value_is_refused_with_name_and_limit(Action<PostgresStorageOptions> configure, string message)
    {
        var options = Valid();
        configure(options);

        var result = new PostgresStorageOptionsValidator().Validate(null, options);

        result.Failures.ShouldBe(["Storage:" + message]);
    }

    [Theory]
    [InlineData("Host=db;Database=fabric;Pasword=secret")]
    [InlineData("Host=db;Port=secret;Database=fabric")]
    [InlineData("Host=db;Database=fabric;Password='secret")]
    [InlineData("secret")]
    [InlineData("Host=db;Database=fabric;Timeout=secret")]
    [InlineData("Host=db;Database=fabric;SSL Mode=secret")]
    public void A_connection_string_that_cannot_be_understood_is_refused_and_not_shown(string text)
    {
        var options = Valid();
        options.ConnectionString = text;

        var failure = new PostgresStorageOptionsValidator().Validate(null, options).Failures!.Single();

        failure.ShouldStartWith("Storage:ConnectionString cannot be understood (");
        failure.ShouldEndWith(Example);
        failure.ShouldNotContain("secret");
    }

    [Fact]
    public void What_the_operator_says_about_the_connection_is_kept()
    {
        var options = Valid();
        options.ConnectionString += ";Timeout=42;Max Auto Prepare=0;Application Name=mine";

        var builder = options.ToBuilder();

        (builder.Timeout, builder.MaxAutoPrepare, builder.ApplicationName).ShouldBe((42, 0, "mine"));
    }

    private static PostgresStorageOptions Valid() => new() { ConnectionString = "Host=db;Database=fabric;Username=fabric;Password=secret" };
}
