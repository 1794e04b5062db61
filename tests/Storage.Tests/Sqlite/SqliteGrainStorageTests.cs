using Fabric.Storage.Tests.Support;

namespace Fabric.Storage.Tests.Sqlite;

public sealed class SqliteGrainStorageTests() : GrainStorageContract(new SqliteTestDatabase());
