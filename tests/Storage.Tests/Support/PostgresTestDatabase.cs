using System.Globalization;
using Fabric.Storage.Formats;
using Fabric.Storage.Postgres;
using Fabric.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Fabric.Storage.Tests.Support;

/// <summary>A new database on a server. It goes with the server.</summary>
internal sealed class PostgresTestDatabase : ITestDatabase
{
    private static int _number;

    private PostgresTestDatabase(string connectionString) => ConnectionString = connectionString;

    public string ConnectionString { get; }

    public static PostgresTestDatabase Create(PostgresServer server)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _number)}");
        using var connection = new NpgsqlConnection(server.ConnectionString() + ";Pooling=false");
        connection.Open();
        using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        create.ExecuteNonQuery();
        return new PostgresTestDatabase(server.ConnectionString(name));
    }

    public TestStorage Open(int? maxRecordBytes = null) => OpenAsync(maxRecordBytes).GetAwaiter().GetResult();

    public async Task<TestStorage> OpenAsync(int? maxRecordBytes = null, Action<PostgresStorageOptions>? configure = null, ILoggerFactory? loggers = null)
    {
        var options = NewOptions(configure);
        options.Value.MaxRecordBytes = maxRecordBytes ?? options.Value.MaxRecordBytes;
        loggers ??= NullLoggerFactory.Instance;
        var database = new PostgresDatabase(options, TimeProvider.System, loggers.CreateLogger<PostgresDatabase>());
        await database.StartAsync(CancellationToken.None);
        var meters = new CountingMeterFactory();
        var store = new PostgresRecordStore(
            database, options, TimeProvider.System, new StorageMetrics(meters), loggers.CreateLogger<PostgresRecordStore>());
        return new TestStorage(store, [store, database], meters, [new StateFormat<Profile>(1, TestJson.Default.Profile)]);
    }

    /// <summary>The database without records.</summary>
    public PostgresDatabase Connect(ILogger<PostgresDatabase>? logger = null) =>
        new(NewOptions(null), TimeProvider.System, logger ?? NullLogger<PostgresDatabase>.Instance);

    public IOptions<PostgresStorageOptions> NewOptions(Action<PostgresStorageOptions>? configure)
    {
        var options = new PostgresStorageOptions { ConnectionString = ConnectionString };
        configure?.Invoke(options);
        return Options.Create(options);
    }

    /// <summary>A statement beside what is under test, as another program would send it.</summary>
    public async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Deletes the records, if there is a place for them yet.</summary>
    public void Empty()
    {
        using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        connection.Open();
        using var delete = new NpgsqlCommand(
            "DO $$ BEGIN IF to_regclass('fabric.grain_state') IS NOT NULL THEN DELETE FROM fabric.grain_state; END IF; END $$", connection);
        delete.ExecuteNonQuery();
    }

    public void Dispose()
    {
    }
}
