using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fabric.Storage.Sqlite;

/// <summary>The lines with which storage refuses to start: what, where, and the fix.</summary>
internal static class SqliteRefusal
{
    private const string DirectorySetting = $"{SqliteStorageOptions.SectionName}:{nameof(SqliteStorageOptions.DataDirectory)}";
    private const string ElseMove = $"set {DirectorySetting} to another directory";

    public static StorageException InUse(string path, Exception cause) =>
        new($"The database '{path}' is in use by another process: stop that process, or {ElseMove}.", cause);

    public static StorageException Missing(string path) =>
        new($"There is no database '{path}': set {DirectorySetting} and {SqliteStorageOptions.SectionName}:{nameof(SqliteStorageOptions.FileName)} to one.");

    public static StorageException NotWritable(string path, Exception cause) =>
        new(
            $"The data directory '{Path.GetDirectoryName(path)}' cannot be written ({OneLine(cause)}): "
            + $"make it writable, or {ElseMove}.",
            cause);

    public static StorageException Newer(string path, int found, int known) =>
        new(
            $"The database '{path}' has schema version {found}, and this program knows versions up to {known}: "
            + $"start a newer program, or {ElseMove}.");

    public static StorageException Foreign(string path) =>
        new($"The database '{path}' belongs to another program: set {DirectorySetting} to another directory.");

    public static StorageException Damaged(string path, string finding, Exception? cause = null) =>
        new(
            $"The database '{path}' is damaged ({finding}) and was left as it is: "
            + $"restore it from a backup, or move it away to start with an empty one.",
            cause);

    public static StorageException NoWriteAheadLog(string path, string mode) =>
        new(
            $"The database '{path}' cannot use a write-ahead log (its journal stays '{mode}'): "
            + $"set {DirectorySetting} to a directory on a local disk.");

    /// <summary>The line for an error of SQLite, or of loading it.</summary>
    public static StorageException Of(string path, Exception cause) => cause switch
    {
        StorageException refusal => refusal,
        SqliteException sqlite => Of(path, sqlite),
        _ => new StorageException(
            $"The native library e_sqlite3 cannot be loaded ({OneLine(cause.GetBaseException())}): "
            + "install the program again with all its files; this system's library may be missing under 'runtimes'.",
            cause),
    };

    private static StorageException Of(string path, SqliteException cause) => cause.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB => new StorageException(
            $"The file '{path}' is not a SQLite database and was left as it is: move it away, or {ElseMove}.",
            cause),
        raw.SQLITE_CORRUPT => Damaged(path, OneLine(cause), cause),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StorageException(
            $"The database '{path}' is locked by another program: close that program, or {ElseMove}.", cause),
        raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM => NotWritable(path, cause),
        raw.SQLITE_FULL => new StorageException($"The disk of the database '{path}' is full: make room on it.", cause),
        _ => new StorageException(
            $"The database '{path}' cannot be opened ({OneLine(cause)}): check the disk and {DirectorySetting}.", cause),
    };

    private static string OneLine(Exception exception) => exception.Message.ReplaceLineEndings(" ").TrimEnd('.');
}
