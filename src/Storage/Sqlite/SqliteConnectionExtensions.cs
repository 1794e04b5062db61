using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fabric.Storage.Sqlite;

/// <summary>Short forms for statements that run once. They wait for locks as long as the connection's busy timeout says.</summary>
internal static class SqliteConnectionExtensions
{
    public static void Execute(this SqliteConnection connection, string sql) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection.Handle, sql), connection.Handle);

    public static long QueryNumber(this SqliteConnection connection, string sql)
    {
        using var statement = new SqliteStatement(connection, sql);
        return statement.Step() ? statement.Number(0) : throw new InvalidOperationException($"No row: {sql}");
    }

    public static string QueryText(this SqliteConnection connection, string sql)
    {
        using var statement = new SqliteStatement(connection, sql);
        return statement.Step() ? Encoding.UTF8.GetString(statement.Text(0)) : throw new InvalidOperationException($"No row: {sql}");
    }

    /// <summary>Runs the action in a transaction that it leaves only with all or nothing.</summary>
    public static void InTransaction(this SqliteConnection connection, Action action)
    {
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            action();
            connection.Execute("COMMIT");
        }
        catch
        {
            connection.RollBack();
            throw;
        }
    }

    /// <summary>
    /// Ends a failed transaction. The result does not matter: when the disk is full or fails SQLite has ended it already, and the
    /// failure that led here is the one to report.
    /// </summary>
    public static void RollBack(this SqliteConnection connection) => _ = raw.sqlite3_exec(connection.Handle, "ROLLBACK");
}
