namespace Fabric.Storage.Sqlite;

/// <summary>One step of the schema, from the version below to <paramref name="Version" />.</summary>
internal sealed record SqliteMigration(int Version, string Sql);
