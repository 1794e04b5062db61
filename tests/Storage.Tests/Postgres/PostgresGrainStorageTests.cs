using Fabric.Storage.Tests.Support;

namespace Fabric.Storage.Tests.Postgres;

public sealed class PostgresGrainStorageTests(PostgresFixture postgres) : GrainStorageContract(postgres.NewDatabase());
