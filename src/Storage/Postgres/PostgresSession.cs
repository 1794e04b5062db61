using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Fabric.Storage.Postgres;

/// <summary>
/// The connection of one thread. While the server is away it tries again, for as long as <see cref="PostgresStorageOptions.RetryTimeout" />
/// from the beginning of the outage; after that everything fails at once, but for one attempt each second, until the server is back.
/// </summary>
internal sealed partial class PostgresSession(
    PostgresDatabase database, PostgresStorageOptions options, TimeProvider time, ILogger logger, CancellationToken closing) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LinePeriod = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = logger;
    private NpgsqlConnection? _connection;

    // Of the outage, while there is one.
    private Exception? _away;
    private long _awaySince;
    private long _lastAttempt;
    private TimeSpan _nextLine;

    private bool IsOverdue => _away is not null && time.GetElapsedTime(_awaySince) >= options.RetryTimeout;

    /// <summary>
    /// Does the work, and again if the server went away meanwhile: then with true where what was sent may have been carried out.
    /// </summary>
    /// <exception cref="StorageException">The server stays away, or refuses.</exception>
    public void Run(Action<NpgsqlConnection, bool> work)
    {
        if (IsOverdue && time.GetElapsedTime(_lastAttempt) < LongestPause)
        {
            throw StillAway(false);
        }

        var mayBeDone = false;
        for (var pause = FirstPause; !TryOnce(work, ref mayBeDone); pause = Longer(pause))
        {
            if (IsOverdue || closing.IsCancellationRequested)
            {
                throw StillAway(mayBeDone);
            }

            // This thread has nothing else to do, and the clock is the injected one.
            Task.Delay(pause, time, closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        }
    }

    public void Dispose() => Drop();

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private bool TryOnce(Action<NpgsqlConnection, bool> work, ref bool mayBeDone)
    {
        var isSent = false;
        try
        {
            var connection = _connection ??= Open();
            isSent = true;
            work(connection, mayBeDone);
            OnAnswered();
            return true;
        }
        catch (Exception exception) when (PostgresFaults.IsAway(exception))
        {
            mayBeDone |= isSent && !PostgresFaults.IsRolledBack(exception);
            Drop();
            OnAway(exception);
            return false;
        }
        catch (NpgsqlException exception)
        {
            Drop();
            throw PostgresFaults.Refusal(database.Place, exception);
        }
    }

    private NpgsqlConnection Open()
    {
        var connection = database.Source.OpenConnection();
        try
        {
            using var command = new NpgsqlCommand(PostgresSql.Session, connection);
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private void OnAway(Exception exception)
    {
        _lastAttempt = time.GetTimestamp();
        if (_away is null)
        {
            _awaySince = _lastAttempt;
            _nextLine = TimeSpan.Zero;
        }

        _away = exception;
        var waited = time.GetElapsedTime(_awaySince);
        if (waited >= _nextLine)
        {
            _nextLine = waited + LinePeriod;
            LogAway(database.Place, PostgresFaults.Away(exception), waited);
        }
    }

    private void OnAnswered()
    {
        if (_away is not null)
        {
            _away = null;
            LogBack(database.Place, time.GetElapsedTime(_awaySince));
        }
    }

    private StorageException StillAway(bool mayBeDone)
    {
        var outcome = mayBeDone ? "; whether the request was carried out is not known" : "";
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"PostgreSQL {database.Place} has been away for {time.GetElapsedTime(_awaySince).TotalSeconds:0} s ({PostgresFaults.Away(_away!)}){outcome}");
        return new StorageException(message, _away);
    }

    [LoggerMessage(5022, LogLevel.Warning, "PostgreSQL {Place} does not answer ({Reason}); reads and writes wait for it, so far {Waited}")]
    private partial void LogAway(string place, string reason, TimeSpan waited);

    [LoggerMessage(5023, LogLevel.Information, "PostgreSQL {Place} answers again after {Waited}")]
    private partial void LogBack(string place, TimeSpan waited);
}
