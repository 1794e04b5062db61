namespace Fabric.Storage;

/// <summary>One step of a database's schema, from the version below to <paramref name="Version" />.</summary>
internal sealed record SchemaMigration(int Version, string Sql);
