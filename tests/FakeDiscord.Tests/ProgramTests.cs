using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Fabric.FakeDiscord.Gateway;

namespace Fabric.FakeDiscord.Tests;

/// <summary>The fake as a program of its own.</summary>
public sealed class ProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Prints_its_addresses_and_ends_when_its_parent_closes_the_input()
    {
        using var program = Start("--users", "30", "--lively", "--json", "--exit-with-parent", "--token", "secret");
        var told = JsonElement.Parse(await LineAsync(program));

        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bot secret");
        var answer = JsonElement.Parse(await http.GetStringAsync(new Uri($"{told.GetProperty("rest").GetString()}/v10/gateway/bot")));
        program.StandardInput.Close();
        await EndAsync(program);

        answer.GetProperty("url").GetString().ShouldBe(told.GetProperty("gateway").GetString());
        told.GetProperty("token").GetString().ShouldBe("secret");
        told.GetProperty("users").GetArrayLength().ShouldBe(3);
        program.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Changes_presences_while_it_is_lively()
    {
        using var program = Start("--users", "30", "--lively", "--json", "--exit-with-parent", "--seed", "7");
        var told = JsonElement.Parse(await LineAsync(program));
        var gateway = told.GetProperty("gateway").GetString()!;
        await using var client = await RawClient.ConnectAsync(gateway);

        await client.IdentifyAsync(told.GetProperty("token").GetString()!, GatewayIntents.Guilds | GatewayIntents.GuildPresences);
        var guild = await client.NextAsync("GUILD_CREATE");
        await client.NextAsync("PRESENCE_UPDATE");
        await client.NextAsync("PRESENCE_UPDATE");
        program.StandardInput.Close();
        await EndAsync(program);

        guild.GetProperty("d").GetProperty("presences").GetArrayLength().ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Ends_well_on_a_signal(string signal)
    {
        using var program = Start("--users", "3", "--lively");
        var line = await LineAsync(program);

        using var kill = Process.Start("kill", [$"-{signal}", program.Id.ToString()]);
        await EndAsync(program);

        line.ShouldMatch("^Fake Discord: REST http://127\\.0\\.0\\.1:\\d+/api gateway ws://127\\.0\\.0\\.1:\\d+/$");
        program.ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--port")]
    [InlineData("--users", "many")]
    [InlineData("--what")]
    public async Task Says_which_argument_it_cannot_use(params string[] arguments)
    {
        using var program = Start(arguments);
        var error = await program.StandardError.ReadToEndAsync();
        await EndAsync(program);

        error.ShouldBe($"fake Discord: cannot use '{string.Join(' ', arguments)}'; try --help{Environment.NewLine}");
        program.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Says_that_the_port_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        using var program = Start("--port", port.ToString());
        var error = await program.StandardError.ReadToEndAsync();
        await EndAsync(program);

        error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain($"127.0.0.1:{port}");
        error.ShouldContain("--port");
        program.ExitCode.ShouldBe(1);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(FakeDiscordServer).Assembly.Location);
        Array.ForEach(arguments, start.ArgumentList.Add);
        return Process.Start(start)!;
    }

    private static async Task<string> LineAsync(Process program)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        return await program.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("The program printed nothing.");
    }

    /// <summary>Waits for the end; a program that does not end is killed, and its exit code tells.</summary>
    private static async Task EndAsync(Process program)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            await program.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
    }
}
