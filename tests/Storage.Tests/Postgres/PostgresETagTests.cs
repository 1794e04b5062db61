using Fabric.Storage.Tests.Support;

namespace Fabric.Storage.Tests.Postgres;

public sealed class PostgresETagTests(PostgresFixture postgres) : ETagContract(postgres.NewDatabase());
