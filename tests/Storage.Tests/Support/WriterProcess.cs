using System.Diagnostics;
using Fabric.Storage.Sqlite;
using Fabric.Storage.Writer;

namespace Fabric.Storage.Tests.Support;

/// <summary>Another process with the database: the program of <c>tests/Storage.Writer</c>.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    private WriterProcess(Process process) => _process = process;

    public StreamReader Output => _process.StandardOutput;

    public static WriterProcess Start(
        string dataDirectory, int writers, SqliteDurability durability = SqliteDurability.ProcessCrash, string? programDirectory = null)
    {
        var assembly = Path.GetFileName(typeof(Counter).Assembly.Location);
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(programDirectory ?? AppContext.BaseDirectory, assembly));
        start.ArgumentList.Add(dataDirectory);
        start.ArgumentList.Add(durability.ToString());
        start.ArgumentList.Add($"{writers}");
        return new WriterProcess(Process.Start(start)!);
    }

    public void Kill() => _process.Kill();

    /// <summary>How it ended, and what it said about it.</summary>
    public async Task<(int Status, string Error)> EndAsync()
    {
        _process.StandardInput.Close();
        var error = await _process.StandardError.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return (_process.ExitCode, error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
