using System.Security.Cryptography;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests;

/// <summary>A database that cannot be used ends the start with one line, and its file stays byte for byte what it was.</summary>
public sealed class StorageRefusalTests : IDisposable
{
    private const string OtherDirectory = "or set Storage:DataDirectory to another directory.";

    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_damaged_file_is_left_alone()
    {
        await _scene.CreateDatabaseAsync();
        await OverwriteMiddleAsync();

        var line = await RefusalThatLeavesTheFileAloneAsync(_scene.Options);

        line.ShouldStartWith($"The database '{_scene.DatabasePath}' is damaged (");
        line.ShouldEndWith("restore it from a backup, or move it away to start with an empty one.");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone()
    {
        Directory.CreateDirectory(_scene.DataDirectory);
        await File.WriteAllTextAsync(_scene.DatabasePath, string.Concat(Enumerable.Repeat("Dear diary, ", 1000)));

        var line = await RefusalThatLeavesTheFileAloneAsync(_scene.Options);

        line.ShouldBe(
            $"The file '{_scene.DatabasePath}' is not a SQLite database and was left as it is: move it away, {OtherDirectory}");
    }

    [Fact]
    public async Task A_schema_newer_than_the_program_is_left_alone()
    {
        await _scene.CreateDatabaseAsync();
        Execute("INSERT INTO schema_version (version, applied_at) VALUES (4711, 0)");

        var line = await RefusalThatLeavesTheFileAloneAsync(_scene.Options);

        line.ShouldStartWith($"The database '{_scene.DatabasePath}' has schema version 4711, and this program knows versions up to ");
        line.ShouldEndWith($": start a newer program, {OtherDirectory}");
    }

    [Fact]
    public async Task A_file_that_another_program_has_locked_is_left_alone()
    {
        await _scene.CreateDatabaseAsync();
        using var other = _scene.Connect();
        using var command = other.CreateCommand();
        command.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;";
        command.ExecuteNonQuery();

        var line = await Refusal.OfAsync(_scene.With("Storage:BusyTimeout=00:00:00.1"));

        line.ShouldBe($"The database '{_scene.DatabasePath}' is locked by another program: close that program, {OtherDirectory}");
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_is_refused_and_the_first_serves_on()
    {
        await using var first = await FabricProcess.StartReadyAsync(_scene.Options);

        var line = await Refusal.OfAsync(_scene.Options);

        line.ShouldBe($"The database '{_scene.DatabasePath}' is in use by another process: stop that process, {OtherDirectory}");
        (await Http.GetAsync(first.Lanyard)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_directory_that_nobody_may_write_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a directory that not even the superuser may write.");

        var line = await Refusal.OfAsync(_scene.With("Storage:DataDirectory=/proc/sys"));

        line.ShouldStartWith("The data directory '/proc/sys' cannot be written (");
        line.ShouldEndWith($": make it writable, {OtherDirectory}");
    }

    [Fact]
    public async Task A_missing_native_library_is_named()
    {
        var program = Directory.CreateDirectory(_scene.Of("program")).FullName;
        foreach (var file in Directory.EnumerateFiles(FabricProcess.BuiltDirectory))
        {
            File.Copy(file, Path.Combine(program, Path.GetFileName(file)));
        }

        var line = await Refusal.OfAsync(_scene.Options with { ProgramDirectory = program });

        line.ShouldStartWith("The native library e_sqlite3 cannot be loaded (");
        line.ShouldEndWith("install the program again with all its files; this system's library may be missing under 'runtimes'.");
    }

    private async Task<string> RefusalThatLeavesTheFileAloneAsync(FabricProcessOptions options)
    {
        var before = SHA256.HashData(await File.ReadAllBytesAsync(_scene.DatabasePath));

        var line = await Refusal.OfAsync(options);

        SHA256.HashData(await File.ReadAllBytesAsync(_scene.DatabasePath)).ShouldBe(before);
        return line;
    }

    private async Task OverwriteMiddleAsync()
    {
        await using var file = File.OpenWrite(_scene.DatabasePath);
        file.Position = file.Length / 2;
        await file.WriteAsync(Enumerable.Repeat((byte)0xA5, 4096).ToArray());
    }

    private void Execute(string sql)
    {
        using var connection = _scene.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
