using Npgsql;

namespace Fabric.Storage.Postgres;

/// <summary>The database server. Section <c>Storage</c> of the configuration.</summary>
public sealed class PostgresStorageOptions
{
    /// <summary>The section of the configuration that messages name.</summary>
    public const string SectionName = "Storage";

    internal const string ConnectionSetting = $"{SectionName}:{nameof(ConnectionString)}";

    private const int ConnectSeconds = 5;
    private const int StatementsKept = 32;

    /// <summary>Npgsql's connection string, such as <c>Host=db;Database=fabric;Username=fabric;Password=...</c>. It is never logged.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>How long a statement may take before it counts as lost and is tried again.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long reads and writes wait for a server that has gone away before they fail.</summary>
    public TimeSpan RetryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many writes may share a transaction.</summary>
    public int BatchRecords { get; set; } = 512;

    /// <summary>How many bytes of payload may share a transaction; a single larger record goes alone.</summary>
    public int BatchBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>The largest payload of a record, in bytes.</summary>
    public int MaxRecordBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>How long waiting writes may take to be committed when the process stops.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The connection string with what the operator left open.</summary>
    /// <exception cref="ArgumentException">It cannot be understood.</exception>
    internal NpgsqlConnectionStringBuilder ToBuilder()
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { CommandTimeout = (int)Math.Ceiling(CommandTimeout.TotalSeconds) };
        builder.ApplicationName ??= "fabric";
        if (!builder.ContainsKey("Timeout"))
        {
            builder.Timeout = ConnectSeconds;
        }

        if (!builder.ContainsKey("Max Auto Prepare"))
        {
            builder.MaxAutoPrepare = StatementsKept;
            builder.AutoPrepareMinUsages = 2;
        }

        return builder;
    }
}
