using Fabric.Storage.Tests.Support;

namespace Fabric.Storage.Tests.Postgres;

public sealed class PostgresStorageModelTests(PostgresFixture postgres) : StorageModelContract
{
    private readonly PostgresTestDatabase _database = postgres.NewDatabase();

    private protected override int Runs => 12;

    /// <summary>The same one each time, emptied: creating one takes longer than all that is done with it.</summary>
    private protected override ITestDatabase NewDatabase()
    {
        _database.Empty();
        return _database;
    }
}
