using Fabric.Storage.Sqlite;
using Fabric.Storage.Tests.Support;

namespace Fabric.Storage.Tests.Sqlite;

public sealed class RefusalTests : IDisposable
{
    private readonly DataDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_newer_schema_is_refused_with_both_versions()
    {
        await FillAsync();
        Alter("INSERT INTO schema_version (version, applied_at) VALUES (4711, 0)");

        var message = ShouldRefuseAndLeaveAlone();

        message.ShouldContain("schema version 4711");
        message.ShouldContain($"versions up to {SqliteMigrations.All.Count}");
        message.ShouldContain(_directory.DatabasePath);
        message.ShouldContain("start a newer program");
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(_directory.DatabasePath, string.Concat(Enumerable.Repeat("Dear diary, ", 1_000)));

        ShouldRefuseAndLeaveAlone().ShouldContain("is not a SQLite database");
    }

    [Fact]
    public void A_database_of_another_program_is_refused()
    {
        Alter("CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('https://example.org')");

        ShouldRefuseAndLeaveAlone().ShouldContain("belongs to another program");
    }

    [Fact]
    public async Task A_truncated_database_is_refused()
    {
        await FillAsync();
        using (var file = File.OpenWrite(_directory.DatabasePath))
        {
            file.SetLength(file.Length / 2);
        }

        ShouldRefuseAndLeaveAlone().ShouldContain("is damaged");
    }

    [Fact]
    public async Task Damage_in_the_middle_is_found_at_start()
    {
        await FillAsync();
        Overwrite(0.5);

        ShouldRefuseAndLeaveAlone().ShouldContain("is damaged");
    }

    [Fact]
    public async Task Damage_in_a_file_too_large_to_check_fails_the_reads_it_concerns()
    {
        await FillAsync();
        Overwrite(0.5);
        await using var storage = TestStorage.Open(_directory, static options => options.IntegrityCheckLimit = 0);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => TryReadAsync(storage, $"{i}")));

        outcomes.OfType<StorageException>().ShouldNotBeEmpty();
        outcomes.OfType<StorageException>().ShouldAllBe(static failure => failure.Message.Contains("cannot be read from the database"));
        outcomes.ShouldContain((Exception?)null);
    }

    [Fact]
    public async Task A_log_left_by_a_crash_beside_a_damaged_file_is_left_alone_too()
    {
        using (var process = WriterProcess.Start(_directory.Path, writers: 2))
        {
            for (var line = 0; line < 50; line++)
            {
                await process.Output.ReadLineAsync();
            }
        }

        new FileInfo(_directory.DatabasePath + "-wal").Length.ShouldBeGreaterThan(0);
        Alter("INSERT INTO schema_version (version, applied_at) VALUES (4711, 0)", keepLog: true);

        ShouldRefuseAndLeaveAlone().ShouldContain("schema version 4711");
    }

    [Fact]
    public async Task A_file_locked_by_another_program_is_refused()
    {
        await FillAsync();
        using var other = _directory.Connect();
        other.Execute("PRAGMA locking_mode = EXCLUSIVE");
        other.Execute("BEGIN EXCLUSIVE");

        ShouldRefuse(_directory.Path).ShouldContain("is locked by another program");

        other.Execute("ROLLBACK");
    }

    [Fact]
    public async Task A_second_opening_in_the_same_process_is_refused_and_does_not_disturb_the_first()
    {
        await using var storage = TestStorage.Open(_directory);

        ShouldRefuse(_directory.Path).ShouldContain("in use by another process");

        await storage.WriteAsync("1", "x");
        ShouldRefuse(_directory.Path).ShouldContain("in use by another process");
    }

    [Fact]
    public async Task A_second_process_is_refused_with_status_1_and_one_line()
    {
        await using var storage = TestStorage.Open(_directory);
        using var second = WriterProcess.Start(_directory.Path, writers: 0);

        var (status, error) = await second.EndAsync();

        status.ShouldBe(1);
        error.TrimEnd().ShouldBe(
            $"The database '{_directory.DatabasePath}' is in use by another process: "
            + "stop that process, or set Storage:DataDirectory to another directory.");
    }

    [Fact]
    public void A_directory_that_cannot_be_created_is_refused()
    {
        var file = Path.Combine(_directory.Path, "file");
        File.WriteAllText(file, "");

        var message = ShouldRefuse(Path.Combine(file, "data"));

        message.ShouldContain("cannot be written");
        message.ShouldContain("Storage:DataDirectory");
    }

    [Fact]
    public void A_directory_that_cannot_be_written_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a directory that nobody may write.");

        // Writing is refused here even to the superuser.
        ShouldRefuse("/proc/sys").ShouldContain("'/proc/sys' cannot be written");
    }

    [Fact]
    public async Task A_missing_native_library_is_refused_with_status_1_and_one_line()
    {
        var program = Path.Combine(_directory.Path, "program");
        Directory.CreateDirectory(program);
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(program, Path.GetFileName(file)));
        }

        using var process = WriterProcess.Start(Path.Combine(_directory.Path, "data"), writers: 0, programDirectory: program);
        var (status, error) = await process.EndAsync();

        status.ShouldBe(1);
        error.TrimEnd().ShouldNotContain('\n');
        error.ShouldStartWith("The native library e_sqlite3 cannot be loaded");
    }

    private static string ShouldRefuse(string directory)
    {
        var message = Should.Throw<StorageException>(() => TestStorage.Open(directory)).Message;
        message.ShouldNotContain('\n');
        return message;
    }

    private static async Task<Exception?> TryReadAsync(TestStorage storage, string key)
    {
        try
        {
            await storage.ReadAsync(key);
            return null;
        }
        catch (StorageException exception)
        {
            return exception;
        }
    }

    private string ShouldRefuseAndLeaveAlone()
    {
        var before = Contents();

        var message = ShouldRefuse(_directory.Path);

        Contents().ShouldBe(before);
        return message;
    }

    /// <summary>The database and its log; <c>-shm</c> is memory shared between processes, and <c>.lock</c> the claim.</summary>
    private string[] Contents() =>
    [
        .. new[] { _directory.DatabasePath, _directory.DatabasePath + "-wal" }
            .Select(static path => File.Exists(path) ? Convert.ToHexString(File.ReadAllBytes(path)) : "none"),
    ];

    private async Task FillAsync()
    {
        await using var storage = TestStorage.Open(_directory);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => storage.WriteAsync($"{i}", new string('x', 500))));
    }

    private void Alter(string sql, bool keepLog = false)
    {
        using var connection = _directory.Connect();
        if (keepLog)
        {
            _ = SQLitePCL.raw.sqlite3_db_config(connection.Handle, SQLitePCL.raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        }

        connection.Execute(sql);
    }

    /// <summary>Writes nonsense over a hundredth of the file.</summary>
    private void Overwrite(double position)
    {
        using var file = File.OpenWrite(_directory.DatabasePath);
        file.Position = (long)(file.Length * position);
        file.Write([.. Enumerable.Repeat((byte)0xA5, (int)(file.Length / 100) + 4096)]);
    }
}
