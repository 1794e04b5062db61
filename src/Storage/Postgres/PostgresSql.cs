namespace Fabric.Storage.Postgres;

/// <summary>
/// The statements for records. Each takes arrays, one element for each record, and is carried out for all of them together. A write is
/// known by its new tag, and returns it if it took effect.
/// </summary>
internal static class PostgresSql
{
    /// <summary>
    /// Records are always looked up by key. Left to itself the planner may prefer to read the whole table while that is small, and keep
    /// such a plan while the table grows.
    /// </summary>
    public const string Session = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off";

    public const string NextEpoch = "UPDATE fabric.etag_epoch SET openings = openings + 1 RETURNING openings";

    public const string RaiseEpoch = "UPDATE fabric.etag_epoch SET openings = greatest(openings, $1)";

    /// <summary>Records as another database had them; those that are there are left out.</summary>
    public const string Copy = """
        INSERT INTO fabric.grain_state (grain_type, state_name, grain_key, etag, format_version, updated_at, payload)
        SELECT w.grain_type, w.state_name, w.grain_key, w.etag, w.format_version, to_timestamp(w.updated_at / 1000.0), w.payload
        FROM unnest($1, $2, $3, $4, $5, $6, $7) AS w (grain_type, state_name, grain_key, etag, format_version, updated_at, payload)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>The number of each record that there is, from 1, with its content.</summary>
    public const string Read = $"SELECT w.n, r.etag, r.format_version, r.payload FROM {Keys} JOIN fabric.grain_state AS r ON {SameKey}";

    /// <summary>The number of each record that there is, from 1, with its tag.</summary>
    public const string Stored = $"SELECT w.n, r.etag FROM {Keys} JOIN fabric.grain_state AS r ON {SameKey}";

    public const string Insert = """
        INSERT INTO fabric.grain_state (grain_type, state_name, grain_key, etag, format_version, updated_at, payload)
        SELECT w.grain_type, w.state_name, w.grain_key, w.tag, w.format_version, now(), w.payload
        FROM unnest($1, $2, $3, $4, $5, $6) AS w (grain_type, state_name, grain_key, tag, format_version, payload)
        ON CONFLICT DO NOTHING
        RETURNING etag
        """;

    public const string Update = $"""
        UPDATE fabric.grain_state AS r SET etag = w.tag, format_version = w.format_version, updated_at = now(), payload = w.payload
        FROM unnest($1, $2, $3, $4, $5, $6, $7) AS w (grain_type, state_name, grain_key, tag, format_version, payload, expected)
        WHERE {SameKey} AND r.etag = w.expected
        RETURNING w.tag
        """;

    public const string Delete = $"""
        DELETE FROM fabric.grain_state AS r
        USING unnest($1, $2, $3, $4, $5) AS w (grain_type, state_name, grain_key, tag, expected)
        WHERE {SameKey} AND r.etag = w.expected
        RETURNING w.tag
        """;

    private const string Keys = "unnest($1, $2, $3) WITH ORDINALITY AS w (grain_type, state_name, grain_key, n)";

    private const string SameKey = "r.grain_type = w.grain_type AND r.state_name = w.state_name AND r.grain_key = w.grain_key";
}
