using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Fabric.Storage.Postgres;

/// <summary>The connections to the database server, and its schema. Many processes share one database.</summary>
public sealed partial class PostgresDatabase : IStorageStartup, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LinePeriod = TimeSpan.FromSeconds(5);

    private readonly PostgresSchema _schema = new(PostgresMigrations.All);
    private readonly string _host;
    private readonly int _port;
    private readonly TimeProvider _time;
    private readonly ILogger<PostgresDatabase> _logger;

    /// <summary>Not yet connected.</summary>
    /// <exception cref="OptionsValidationException">An option is out of its limits.</exception>
    public PostgresDatabase(IOptions<PostgresStorageOptions> options, TimeProvider time, ILogger<PostgresDatabase> logger)
    {
        var connection = options.Value.ToBuilder();
        Place = PostgresFaults.PlaceOf(connection);
        Source = NpgsqlDataSource.Create(connection);
        (_host, _port) = (connection.Host!, connection.Port);
        _time = time;
        _logger = logger;
    }

    /// <inheritdoc />
    public string Description => $"PostgreSQL {Place}";

    /// <summary>This machine's address as the server sees it, so that other processes of the cluster are likely to reach it too.</summary>
    public IPAddress FindAddressTowards() => RouteToServer.FindLocalAddress(_host, _port);

    internal string Place { get; }

    internal NpgsqlDataSource Source { get; }

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        var told = TimeSpan.Zero;
        while (await TryPrepareAsync(cancellationToken) is { } away)
        {
            var waited = _time.GetElapsedTime(began);
            if (waited >= told)
            {
                told = waited + LinePeriod;
                LogAway(Place, PostgresFaults.Away(away), waited);
            }

            await Task.Delay(Pause, _time, cancellationToken);
        }

        LogReady(Place);
    }

    /// <summary>Connects once, and creates or raises the schema.</summary>
    /// <exception cref="StorageException">It cannot be used.</exception>
    internal async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (await TryPrepareAsync(cancellationToken) is { } away)
        {
            throw IsAway(away);
        }
    }

    /// <summary>Asks it something once, on a connection of its own.</summary>
    /// <exception cref="StorageException">It is away.</exception>
    internal async Task<T> AskAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> question, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancellationToken);
            return await question(connection, cancellationToken);
        }
        catch (Exception exception) when (PostgresFaults.IsAway(exception))
        {
            throw IsAway(exception);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private StorageException IsAway(Exception exception) => new($"{Description} is away ({PostgresFaults.Away(exception)}): start it.", exception);

    /// <summary>What kept it from being prepared, where waiting may help; null when it is.</summary>
    private async Task<Exception?> TryPrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancellationToken);
            var found = await _schema.RaiseAsync(connection, cancellationToken);
            return found > _schema.KnownVersion ? throw PostgresFaults.Newer(Place, found, _schema.KnownVersion) : null;
        }
        catch (Exception exception) when (PostgresFaults.IsAway(exception))
        {
            return exception;
        }
        catch (Exception exception) when (exception is NpgsqlException or NotSupportedException or ArgumentException)
        {
            throw PostgresFaults.Refusal(Place, exception);
        }
    }

    [LoggerMessage(5020, LogLevel.Information, "PostgreSQL {Place} is ready")]
    private partial void LogReady(string place);

    [LoggerMessage(5021, LogLevel.Warning, "PostgreSQL {Place} is away ({Reason}); waiting for it, so far {Waited}")]
    private partial void LogAway(string place, string reason, TimeSpan waited);
}
