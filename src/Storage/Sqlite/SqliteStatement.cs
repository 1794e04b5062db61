using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fabric.Storage.Sqlite;

/// <summary>
/// A prepared statement that is used again and again by one thread. It speaks to SQLite directly: keys and payloads go in and
/// come out as spans, without the objects that a command and a data reader would allocate for each record.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int StackText = 256;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public void Dispose() => _statement.Dispose();

    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, parameter, value));

    public void Bind(int parameter, ReadOnlySpan<byte> utf8) => Check(raw.sqlite3_bind_text(_statement, parameter, utf8));

    public void Bind(int parameter, string text)
    {
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        var utf8 = length <= StackText ? stackalloc byte[StackText] : new byte[length];
        Bind(parameter, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    /// <summary>Runs to the next row; false at the end.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return result == raw.SQLITE_ROW;
        }

        // The connection's error text belongs to the step: it is taken before the reset.
        try
        {
            Check(result);
            return false;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs a statement that yields no rows; returns how many it changed.</summary>
    public int Run()
    {
        Step();
        Reset();
        return raw.sqlite3_changes(_database);
    }

    /// <summary>Makes it ready for the next use, and the spans of its columns invalid.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A text as UTF-8, valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Text(int column) => raw.sqlite3_column_blob(_statement, column);

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
