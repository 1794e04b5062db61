using Microsoft.Data.Sqlite;

namespace Fabric.Storage.Tests.Support;

/// <summary>A directory of one test, gone after it.</summary>
internal sealed class DataDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fabric-storage-").FullName;

    public string DatabasePath => System.IO.Path.Combine(Path, "fabric.db");

    /// <summary>A connection beside the one under test, as another program would have it.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=false");
        connection.Open();
        return connection;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
