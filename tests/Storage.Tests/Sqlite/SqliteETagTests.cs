using Fabric.Storage.Tests.Support;

namespace Fabric.Storage.Tests.Sqlite;

public sealed class SqliteETagTests() : ETagContract(new SqliteTestDatabase());
