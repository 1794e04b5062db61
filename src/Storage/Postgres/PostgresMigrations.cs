namespace Fabric.Storage.Postgres;

/// <summary>The schema, as the numbered steps that made it. A released step is never changed; what changes is appended.</summary>
internal static class PostgresMigrations
{
    /// <summary>The PostgreSQL schema that holds all of our tables, so that the database may hold others as well.</summary>
    public const string Schema = "fabric";

    /// <summary>"FABR": the advisory lock under which the schema is looked at and raised, one process at a time.</summary>
    public const long SchemaLock = 0x46414252;

    /// <summary>"FABC": the advisory lock under which silos claim the database for their cluster, one at a time.</summary>
    public const long ClaimLock = 0x46414243;

    /// <summary>All steps, oldest first.</summary>
    /// <remarks>
    /// ETags of records are made as in SQLite: <c>etag_epoch.openings</c> gives each process that writes the upper bits, a counter in its
    /// memory the lower ones. Those of membership rows come from a sequence. No tag ever comes twice, so a record that was deleted
    /// and created anew never bears one that it had before, and a process can tell by the tag whether a write was its own.
    /// <c>cluster_claim</c> names the cluster of the silo that started last; it speaks for that silo until membership does.
    /// <c>fillfactor</c> leaves room for the next version of a row on its own page, which spares the index.
    /// </remarks>
    public static IReadOnlyList<SchemaMigration> All { get; } =
    [
        new(1, """
            CREATE TABLE fabric.etag_epoch (
                id int PRIMARY KEY CHECK (id = 1),
                openings bigint NOT NULL
            );
            INSERT INTO fabric.etag_epoch (id, openings) VALUES (1, 0);
            CREATE TABLE fabric.grain_state (
                grain_type text COLLATE "C" NOT NULL,
                state_name text COLLATE "C" NOT NULL,
                grain_key text COLLATE "C" NOT NULL,
                etag bigint NOT NULL,
                format_version int NOT NULL,
                updated_at timestamptz NOT NULL,
                payload text NOT NULL,
                PRIMARY KEY (grain_type, state_name, grain_key)
            ) WITH (fillfactor = 80);
            CREATE SEQUENCE fabric.membership_etag;
            CREATE TABLE fabric.membership_version (
                cluster_id text COLLATE "C" PRIMARY KEY,
                version int NOT NULL,
                etag bigint NOT NULL
            ) WITH (fillfactor = 50);
            CREATE TABLE fabric.membership (
                cluster_id text COLLATE "C" NOT NULL,
                address text COLLATE "C" NOT NULL,
                port int NOT NULL,
                generation int NOT NULL,
                etag bigint NOT NULL,
                status int NOT NULL,
                proxy_port int NOT NULL,
                host_name text NOT NULL,
                silo_name text NOT NULL,
                role_name text NOT NULL,
                update_zone int NOT NULL,
                fault_zone int NOT NULL,
                started_at timestamptz NOT NULL,
                alive_at timestamptz NOT NULL,
                suspectors text[] NOT NULL,
                suspected_at timestamptz[] NOT NULL,
                PRIMARY KEY (cluster_id, address, port, generation)
            ) WITH (fillfactor = 50);
            """),
        new(2, """
            CREATE TABLE fabric.cluster_claim (
                id int PRIMARY KEY CHECK (id = 1),
                cluster_id text COLLATE "C" NOT NULL,
                claimed_at timestamptz NOT NULL
            );
            """),
    ];
}
