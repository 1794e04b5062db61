namespace Fabric.Storage.Tests.Support;

internal sealed class SqliteTestDatabase : ITestDatabase
{
    private readonly DataDirectory _directory = new();

    public TestStorage Open(int? maxRecordBytes = null) =>
        TestStorage.Open(_directory, options => options.MaxRecordBytes = maxRecordBytes ?? options.MaxRecordBytes);

    public void Dispose() => _directory.Dispose();
}
