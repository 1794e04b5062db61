using System.Diagnostics;

namespace Fabric.Testing;

/// <summary>
/// A PostgreSQL of a test's own: a new cluster in a throwaway directory, on a free port of loopback, as durable as in production.
/// It can be stopped, killed and started again on the same port. It ends with the process that started it, however that ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The superuser's name.</summary>
    public const string User = "fabric";

    /// <summary>The superuser's password.</summary>
    public const string Password = "correct horse";

    private static readonly string[] Programs = ["initdb", "postgres", "pg_isready"];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _directory;
    private readonly int _port;
    private Process? _guard;

    private PostgresServer(string directory, int port)
    {
        _directory = directory;
        _port = port;
    }

    /// <summary>The port, the same over restarts.</summary>
    public int Port => _port;

    private string Data => Path.Combine(_directory, "data");

    private string Log => Path.Combine(_directory, "log");

    /// <summary>Where the server's programs are, or null: on the path, or where Debian puts them, the newest version first.</summary>
    public static string? Binaries { get; } = FindBinaries();

    /// <summary>Creates a server and starts it.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed.</exception>
    public static async Task<PostgresServer> StartNewAsync()
    {
        if (Binaries is null)
        {
            throw new InvalidOperationException("PostgreSQL's server is not installed: install the Debian package postgresql-15.");
        }

        var server = new PostgresServer(Directory.CreateTempSubdirectory("fabric-postgres-").FullName, LoopbackPort.Free());
        try
        {
            await server.CreateAsync();
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The connection string of a database on it.</summary>
    public string ConnectionString(string database = "postgres") =>
        $"Host=127.0.0.1;Port={_port};Database={database};Username={User};Password={Password}";

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task StartAsync()
    {
        // What is left of one that was killed may still hold its memory for a moment: then it is tried again.
        await Eventually.TrueAsync(TryStartAsync, "PostgreSQL to start", Limit, () => File.Exists(Log) ? File.ReadAllText(Log) : "(no log)");
    }

    /// <summary>Stops it in good order; open connections are cut.</summary>
    public Task StopAsync() => EndAsync("INT");

    /// <summary>Kills it at once, as a loss of power would.</summary>
    public Task KillAsync() => EndAsync("KILL");

    /// <summary>Stops its processes where they are, without ending their connections; CONT lets them go on.</summary>
    public async Task SignalAllAsync(string signal)
    {
        var server = await ServerIdAsync();
        var children = await OutputAsync("pgrep", "-P", server);
        await RunAsync("kill", [$"-{signal}", server, .. children.Split('\n', StringSplitOptions.RemoveEmptyEntries)]);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_guard is not null)
        {
            _guard.StandardInput.Close();
            await WaitForEndAsync(_guard);
        }

        Directory.Delete(_directory, recursive: true);
    }

    private static string? FindBinaries()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        var newestFirst = versions.OrderByDescending(static folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0);
        return path.Concat(newestFirst.Select(static folder => Path.Combine(folder, "bin")))
            .FirstOrDefault(static folder => Programs.All(program => File.Exists(Path.Combine(folder, program))));
    }

    /// <summary>The server refuses to run as root: then it runs as nobody.</summary>
    private static string[] AsUser() =>
        Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];

    private async Task CreateAsync()
    {
        var password = Path.Combine(_directory, "password");
        await File.WriteAllTextAsync(password, Password);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", ["-R", "nobody:nogroup", _directory]);
        }

        string[] command =
        [
            .. AsUser(), Path.Combine(Binaries!, "initdb"), "--no-sync", "--no-locale", "--encoding=UTF8", "--auth=scram-sha-256",
            $"--username={User}", $"--pwfile={password}", $"--pgdata={Data}",
        ];
        await RunAsync(command[0], command[1..]);
    }

    private async Task<bool> TryStartAsync()
    {
        if (_guard is not { HasExited: false })
        {
            _guard?.Dispose();
            _guard = StartGuard();
        }

        return await SucceedsAsync(
            Path.Combine(Binaries!, "pg_isready"), "--quiet", "--host=127.0.0.1", $"--port={_port}", "--dbname=postgres");
    }

    /// <summary>
    /// A shell that starts the server, and ends it when its input ends: that happens with this process, whatever becomes of it.
    /// Two signals, because a server that has only just begun ignores the one, and later waits for its clients on the other.
    /// </summary>
    private Process StartGuard()
    {
        const string Script = """
            exec 2>>"$LOG"
            "$@" >>"$LOG" 2>&1 </dev/null & server=$!
            { read -r _ <&3; kill -TERM $server; kill -QUIT $server; } 2>/dev/null & watch=$!
            wait $server
            kill $watch 2>/dev/null
            """;
        string[] arguments =
        [
            "-c", "exec 3<&0; " + Script, "guard", .. AsUser(), Path.Combine(Binaries!, "postgres"), "-D", Data, "-h", "127.0.0.1",
            "-p", $"{_port}", "-k", _directory, "-c", "max_connections=60", "-c", "shared_buffers=64MB", "-c", "log_min_messages=fatal",
        ];
        var start = new ProcessStartInfo("bash", arguments) { RedirectStandardInput = true, UseShellExecute = false };
        start.Environment["LOG"] = Log;
        return Process.Start(start)!;
    }

    private async Task EndAsync(string signal)
    {
        var guard = _guard ?? throw new InvalidOperationException("PostgreSQL is not running.");
        if (!guard.HasExited)
        {
            await RunAsync("kill", [$"-{signal}", await ServerIdAsync()]);
        }

        await WaitForEndAsync(guard);
    }

    private async Task WaitForEndAsync(Process guard)
    {
        using var limit = new CancellationTokenSource(Limit);
        await guard.WaitForExitAsync(limit.Token);
        guard.Dispose();
        _guard = null;
    }

    private async Task<string> ServerIdAsync() => (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0];

    private static async Task RunAsync(string program, string[] arguments)
    {
        var (status, output) = await TryAsync(program, arguments);
        if (status != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with status {status}: {output}");
        }
    }

    private static async Task<bool> SucceedsAsync(string program, params string[] arguments) => (await TryAsync(program, arguments)).Status == 0;

    private static async Task<string> OutputAsync(string program, params string[] arguments) => (await TryAsync(program, arguments)).Output;

    private static async Task<(int Status, string Output)> TryAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await errors);
    }
}
