using Fabric.Storage.Tests.Support;

namespace Fabric.Storage.Tests.Sqlite;

public sealed class SqliteStorageModelTests : StorageModelContract
{
    private protected override int Runs => 60;

    private protected override ITestDatabase NewDatabase() => new SqliteTestDatabase();
}
