namespace Fabric.Storage.Sqlite;

/// <summary>
/// The claim of one process on a database file, as a lock on a file beside it; the operating system lifts it when the process
/// ends, however it ends. SQLite's own exclusive mode would shut out this process's reading connection as well.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock, at once or not at all.</summary>
    /// <exception cref="StorageException">Another process has it, or the file cannot be written.</exception>
    public static FileLock Take(string databasePath)
    {
        var path = databasePath + ".lock";
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException && File.Exists(path))
        {
            throw SqliteRefusal.InUse(databasePath, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SqliteRefusal.NotWritable(databasePath, exception);
        }
    }

    public void Dispose() => _stream.Dispose();
}
