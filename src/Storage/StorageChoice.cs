using System.Data.Common;
using Fabric.Storage.Postgres;
using Fabric.Storage.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Fabric.Storage;

/// <summary>
/// Which database a process uses: PostgreSQL where <c>Storage:ConnectionString</c> names a host, the embedded file otherwise. The
/// one place that knows more than one of them.
/// </summary>
public sealed class StorageChoice
{
    private const string Setting = PostgresStorageOptions.ConnectionSetting;
    private const string FileKeyword = "Data Source";

    private readonly IConfiguration _section;
    private readonly string? _file;

    private StorageChoice(IConfiguration section, string? file, bool isShared)
    {
        _section = section;
        _file = file;
        IsShared = isShared;
    }

    /// <summary>Whether several processes may use the database together, and find each other in it.</summary>
    public bool IsShared { get; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StorageException">The connection string fits no database.</exception>
    public static StorageChoice Of(IConfiguration configuration)
    {
        var section = configuration.GetSection(PostgresStorageOptions.SectionName);
        var text = section[nameof(PostgresStorageOptions.ConnectionString)];
        if (string.IsNullOrWhiteSpace(text))
        {
            return new StorageChoice(section, null, isShared: false);
        }

        var parts = Parse(text);
        if (parts.ContainsKey("Host") || parts.ContainsKey("Server"))
        {
            return new StorageChoice(section, null, isShared: true);
        }

        return parts.Count == 1 && parts.TryGetValue(FileKeyword, out var file) && file is string { Length: > 0 } path
            ? new StorageChoice(section, path, isShared: false)
            : throw Unknown(null);
    }

    internal void Bind(SqliteStorageOptions options)
    {
        _section.Bind(options);
        if (_file is not null)
        {
            options.DataDirectory = Path.GetDirectoryName(Path.GetFullPath(_file)) ?? "";
            options.FileName = Path.GetFileName(_file);
        }
    }

    internal void Bind(PostgresStorageOptions options) => _section.Bind(options);

    private static DbConnectionStringBuilder Parse(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException exception)
        {
            throw Unknown(exception);
        }
    }

    /// <summary>The value is not shown: a part of it may be a password.</summary>
    private static StorageException Unknown(Exception? cause) =>
        new(
            $"{Setting} fits no database: set it to Host=...;Database=...;Username=...;Password=... for PostgreSQL, or to {FileKeyword}=(file) "
            + "for an embedded file, or leave it out.",
            cause);
}
