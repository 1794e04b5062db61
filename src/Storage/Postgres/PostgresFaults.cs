using System.Net.Sockets;
using Npgsql;

namespace Fabric.Storage.Postgres;

/// <summary>Tells a server that is away, for which waiting helps, from one that refuses, for which it does not; and says either in a line.</summary>
internal static class PostgresFaults
{
    private const string Setting = PostgresStorageOptions.ConnectionSetting;

    /// <summary>
    /// Whether the same request may well succeed later: the server cannot be reached, starts, stops, is full, lets nobody write (it was
    /// just made a replica), or broke the transaction off in favour of another.
    /// </summary>
    public static bool IsAway(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => true,
        NpgsqlException { IsTransient: true } => true,
        NpgsqlException { InnerException: { } inner } and not PostgresException => IsAway(inner),
        SocketException or IOException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Whether the server said that it undid the transaction; after any other loss of contact nobody knows.</summary>
    public static bool IsRolledBack(Exception exception) =>
        exception is PostgresException
        {
            SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.ReadOnlySqlTransaction,
        };

    /// <summary>The place, as people may see it: without password.</summary>
    public static string PlaceOf(NpgsqlConnectionStringBuilder connection)
    {
        var shown = new NpgsqlConnectionStringBuilder { Host = connection.Host, Port = connection.Port };
        (shown.Database, shown.Username) = (connection.Database, connection.Username);
        return shown.ToString();
    }

    /// <summary>One line for an error that waiting does not heal.</summary>
    public static StorageException Refusal(string place, Exception cause) => cause switch
    {
        StorageException refusal => refusal,
        PostgresException postgres => new StorageException(Line(place, postgres), cause),
        _ => new StorageException($"{Setting} is '{place}', and the server cannot be used ({OneLine(cause)}): correct the setting.", cause),
    };

    /// <summary>One line for a server that is away.</summary>
    public static string Away(Exception cause) => cause switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } => "its name is not known",
        _ => OneLine(cause.GetBaseException()),
    };

    public static StorageException Newer(string place, int found, int known) =>
        new(
            $"The database of {Setting} '{place}' has schema version {found}, and this program knows versions up to {known}: "
            + $"start a newer program, or set {Setting} to another database.");

    private static string Line(string place, PostgresException cause) => cause.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"{Setting} is '{place}', and the server refuses the login ({OneLine(cause)}): correct Username and Password, or allow the user on the server.",
        PostgresErrorCodes.InvalidCatalogName =>
            $"{Setting} is '{place}', and the server has no such database: create it (CREATE DATABASE), or correct Database.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"{Setting} is '{place}', and the user lacks a right ({OneLine(cause)}): let it create and own the schema '{PostgresMigrations.Schema}'.",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName =>
            $"{Setting} is '{place}', and its schema '{PostgresMigrations.Schema}' is incomplete ({OneLine(cause)}): restore it from a backup, or drop it.",
        _ => $"{Setting} is '{place}', and the server refuses ({OneLine(cause)}, {cause.SqlState}): see the server's log.",
    };

    private static string OneLine(Exception exception)
    {
        var message = exception is PostgresException postgres ? postgres.MessageText : exception.Message;
        return message.ReplaceLineEndings(" ").TrimEnd('.');
    }
}
