namespace Fabric.Storage.Sqlite;

/// <summary>The schema, as the numbered steps that made it. A released step is never changed; what changes is appended.</summary>
internal static class SqliteMigrations
{
    /// <summary>"FABR": marks a file as ours, so that no other program's database is ever taken for one.</summary>
    public const int ApplicationId = 0x46414252;

    /// <summary>All steps, oldest first.</summary>
    /// <remarks>
    /// <c>etag</c> is unique over the life of the file: <c>etag_epoch.openings</c> counts the times the file was opened and gives the
    /// upper bits, a counter in memory the lower ones. So a record that was deleted and created anew never bears a tag it had before.
    /// <c>updated_at</c> is in Unix milliseconds; <c>payload</c> is UTF-8 JSON of the state's <c>format_version</c>.
    /// </remarks>
    public static IReadOnlyList<SchemaMigration> All { get; } =
    [
        new(1, $"""
            PRAGMA application_id = {ApplicationId};
            CREATE TABLE schema_version (
                version INTEGER PRIMARY KEY,
                applied_at INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE etag_epoch (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                openings INTEGER NOT NULL
            ) STRICT;
            INSERT INTO etag_epoch (id, openings) VALUES (1, 0);
            CREATE TABLE grain_state (
                grain_type TEXT NOT NULL,
                state_name TEXT NOT NULL,
                grain_key TEXT NOT NULL,
                etag INTEGER NOT NULL,
                format_version INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                payload TEXT NOT NULL,
                PRIMARY KEY (grain_type, state_name, grain_key)
            ) STRICT;
            """),
    ];
}
