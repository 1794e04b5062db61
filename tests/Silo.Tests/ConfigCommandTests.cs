using System.Text.Json;
using Fabric.Testing;

namespace Fabric.Silo.Tests;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    private string FilePath => _directory.Of("node.yml");

    public void Dispose()
    {
        _directory.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public async Task Every_setting_is_shown_with_its_source_and_secrets_are_masked()
    {
        await File.WriteAllTextAsync(FilePath, "server: {address: 0.0.0.0}\nlavalink: {server: {password: hunter2, pasword: hunter2}}\nlogging: {file: {path: ./logs}}\n");

        var status = await RunAsync("check", "--lavalink-config", FilePath, "--server.port=4000");

        status.ShouldBe(0);
        var lines = _output.ToString().Split('\n', StringSplitOptions.TrimEntries);
        lines[0].ShouldBe($"Read: {FilePath}");
        Words(lines, "server.port").ShouldBe(["server.port", "4000", "command", "line"]);
        Words(lines, "server.address").ShouldBe(["server.address", "0.0.0.0", $"{FilePath}:1"]);
        Words(lines, "lavalink.server.password").ShouldBe(["lavalink.server.password", "****", $"{FilePath}:2"]);
        Words(lines, "lavalink.server.sources.local").ShouldBe(["lavalink.server.sources.local", "false", "default"]);
        Words(lines, "logging.file.path").ShouldBe(["logging.file.path", "./logs", $"{FilePath}:3,", "without", "effect"]);
        lines.ShouldContain("Lavalink would listen on 0.0.0.0:4000.");
        lines.ShouldContain($"warning: lavalink.server.pasword ({FilePath}:2) is none of Lavalink's settings. Is lavalink.server.password meant?");
        lines.ShouldContain("note: without a meaning here: logging.file");
        _output.ToString().ShouldNotContain("hunter2");
        _errors.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_problem_is_a_line_and_the_status_is_1()
    {
        await File.WriteAllTextAsync(FilePath, "server: {port: x}\nlavalink: {server: {password: ''}}\n");

        var status = await RunAsync("check", $"--lavalink-config={FilePath}", "--Edge:Lavalink:OpusEncodingQuality=11");

        status.ShouldBe(1);
        _errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ShouldBe([
            $"problem: server.port is 'x' ({FilePath}:1); it must be a whole number from 0 to 65535.",
            $"problem: lavalink.server.password is '' ({FilePath}:2); it must not be blank.",
            "problem: Edge:Lavalink:OpusEncodingQuality is 11; it must be from 0 to 10.",
        ]);
    }

    [Theory]
    [InlineData("--Edge:Lavalink:Port=x", "problem: Edge:Lavalink:Port is 'x'; it must be a whole number.")]
    [InlineData("--lavalink-config=/nowhere/x.yml", "problem: --lavalink-config names /nowhere/x.yml, which is not there; name a file that is.")]
    public async Task What_cannot_be_read_is_a_problem(string argument, string line)
    {
        (await RunAsync("check", argument)).ShouldBe(1);

        _errors.ToString().TrimEnd().ShouldBe(line);
    }

    [Theory]
    [InlineData("10.0.0.0/24", "NanoSwitch", "The strategies NanoSwitch and RotatingNanoSwitch need a block of IPv6 of at least a /64.")]
    [InlineData("2001:db8::/65", "RotatingNanoSwitch", "The strategies NanoSwitch and RotatingNanoSwitch need a block of IPv6 of at least a /64.")]
    [InlineData("10.0.0.0/24,2001:db8::/48", "RotateOnBan", "The blocks of outgoing addresses must all be of IPv4, or all of IPv6.")]
    [InlineData("10.0.0.0/0", "LoadBalance", "'10.0.0.0/0' is no block of IP addresses: its prefix must be 1 to 32.")]
    public async Task Blocks_of_addresses_that_no_route_planner_can_use_are_a_problem(string blocks, string strategy, string reason)
    {
        var status = await RunAsync("check", $"--lavalink.server.ratelimit.ipBlocks={blocks}", $"--lavalink.server.ratelimit.strategy={strategy}");

        status.ShouldBe(1);
        _errors.ToString().TrimEnd().ShouldBe($"problem: Edge:Lavalink:RateLimit cannot be used: {reason}");
    }

    [Fact]
    public async Task Json_has_the_same()
    {
        await File.WriteAllTextAsync(FilePath, "lavalink: {server: {password: hunter2}}\nserver: {port: -1}\n");

        (await RunAsync("check", "--json", "--lavalink-config", FilePath)).ShouldBe(1);

        using var document = JsonDocument.Parse(_output.ToString());
        var report = document.RootElement;
        report.EnumerateObject().Select(static property => property.Name).ShouldBe(["isUsable", "listener", "files", "settings", "warnings", "notes", "problems"]);
        report.GetProperty("isUsable").GetBoolean().ShouldBeFalse();
        report.GetProperty("problems")[0].GetString().ShouldBe($"server.port is '-1' ({FilePath}:2); it must be a whole number from 0 to 65535.");
        var password = report.GetProperty("settings").EnumerateArray().Single(static setting => setting.GetProperty("key").GetString() == "lavalink.server.password");
        password.GetRawText().ShouldBe($$"""{"key":"lavalink.server.password","setting":"Edge:Lavalink:Password","value":"****","source":"{{FilePath}}:1"}""");
        _errors.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData]
    [InlineData("chek")]
    [InlineData("check", "--lavalink-config")]
    [InlineData("check", "application.yml")]
    public async Task What_is_no_argument_gives_the_usage(params string[] arguments)
    {
        (await RunAsync(arguments)).ShouldBe(1);

        _errors.ToString().ShouldStartWith("usage: fabric config check ");
        _output.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void The_version_is_printed_with_status_0()
    {
        VersionCommand.Run(_output).ShouldBe(0);

        _output.ToString().ShouldMatch(@"^Fabric [0-9]+\.[0-9]+\.[0-9]+");
        _output.ToString().ShouldContain("Lavalink API  v4");
    }

    private static string[] Words(string[] lines, string key) =>
        lines.Single(line => line.StartsWith(key + " ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private Task<int> RunAsync(params string[] arguments) => ConfigCommand.RunAsync(arguments, _output, _errors);
}
