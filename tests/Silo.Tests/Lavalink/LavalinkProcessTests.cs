using System.Diagnostics;
using System.Net;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests.Lavalink;

/// <summary>The checks 16, 118 and 119 of lavalink.md §12: how the program begins and how it ends.</summary>
public sealed class LavalinkProcessTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task C16_C118_the_environments_password_counts_and_a_signal_closes_every_socket()
    {
        const string FromEnvironment = "of the environment";
        await File.WriteAllTextAsync(_scene.Of("application.yml"), "lavalink: {server: {password: of the file}}\n");
        await using var program = await FabricProcess.StartReadyAsync(_scene.Options with
        {
            LavalinkPassword = null,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["LAVALINK_SERVER_PASSWORD"] = FromEnvironment },
        });
        (await VersionAsync(program, "of the file")).ShouldBe(HttpStatusCode.Forbidden);
        (await VersionAsync(program, FromEnvironment)).ShouldBe(HttpStatusCode.OK);
        await using var one = await LavalinkClient.ConnectAsync(program, FromEnvironment);
        await using var other = await LavalinkClient.ConnectAsync(program, FromEnvironment);

        var sockets = new[] { one, other };
        foreach (var socket in sockets)
        {
            (await socket.ReceiveAsync()).Text.ShouldStartWith("{\"op\":\"ready\"");
            (await socket.ReceiveAsync()).Text.ShouldStartWith("{\"op\":\"stats\"");
        }

        await program.SignalAsync("TERM");

        foreach (var socket in sockets)
        {
            await socket.ExpectCloseAsync(1001);
        }

        (await program.EndAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task C119_the_version_is_printed_and_that_is_all()
    {
        string[] command = [Path.Combine(FabricProcess.BuiltDirectory, "fabric.dll"), "--version"];
        var start = new ProcessStartInfo("dotnet", command) { UseShellExecute = false, RedirectStandardOutput = true };
        using var program = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);

        var said = await program.StandardOutput.ReadToEndAsync(limit.Token);
        await program.WaitForExitAsync(limit.Token);

        program.ExitCode.ShouldBe(0);
        said.ShouldMatch(@"^Fabric \d+\.\d+\.\d+");
        said.ShouldContain("Lavalink API  v4");
    }

    private static async Task<HttpStatusCode> VersionAsync(FabricProcess program, string password)
    {
        using var http = LavalinkHttp.Create(program.Lavalink, password);
        using var response = await http.GetAsync("/version");
        return response.StatusCode;
    }
}
