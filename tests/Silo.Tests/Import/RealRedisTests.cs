using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests.Import;

/// <summary>The same against Redis itself, where the machine has it.</summary>
public sealed class RealRedisTests : IDisposable
{
    private const string Key = "lnyd_0123456789abcdef0123456789abcdef";

    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Takes_everything_out_of_a_Redis()
    {
        Assert.SkipUnless(IsInstalled(), "redis-server is not installed.");
        var port = LoopbackPort.Free();
        using var server = Start(port);
        try
        {
            await FillAsync(port);

            var run = await ImportRun.OfAsync(
                "lanyard", "--redis", $"redis://:secret@127.0.0.1:{port}/1", $"--Storage:DataDirectory={_scene.DataDirectory}");

            run.Status.ShouldBe(2, run.Errors);
            run.Output.ShouldStartWith("2001 key-value stores: 3500 values imported");
            run.Output.ShouldContain("API keys: 1 imported");
            run.Errors.ShouldContain("refused: lanyard_kv:7: it is no hash");
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static bool IsInstalled() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(
        static folder => File.Exists(Path.Combine(folder, "redis-server")));

    private static Process Start(int port) => Process.Start(new ProcessStartInfo(
        "redis-server",
        ["--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--requirepass", "secret", "--save", "", "--dir", Path.GetTempPath()])
    {
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!;

    /// <summary>Two thousand small stores, a large one, which Redis keeps and lists in another way, and something odd.</summary>
    private static async Task FillAsync(int port)
    {
        using var client = new TcpClient();
        await Eventually.TrueAsync(() => TryConnectAsync(client, port), "Redis to listen");
        var commands = new StringBuilder("AUTH secret\r\nSELECT 1\r\n");
        for (var user = 1000; user < 3000; user++)
        {
            commands.Append(CultureInfo.InvariantCulture, $"HSET lanyard_kv:{user} place hall{user}\r\n");
        }

        for (var number = 0; number < 1500; number++)
        {
            commands.Append(CultureInfo.InvariantCulture, $"HSET lanyard_kv:1 key{number} {new string('x', 100)}\r\n");
        }

        commands.Append(CultureInfo.InvariantCulture, $"SET lanyard_kv:7 x\r\nSET api_key:{Key} 1000\r\nSET user_api_key:1000 {Key}\r\nSET other x\r\nECHO done\r\n");
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(commands.ToString()), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is var line and not "done")
        {
            line.ShouldNotBeNull().ShouldNotStartWith("-");
        }
    }

    private static async Task<bool> TryConnectAsync(TcpClient client, int port)
    {
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
