using System.Net;
using System.Net.Sockets;
using Fabric.Silo.Tests.Support;

namespace Fabric.Silo.Tests;

/// <summary>A setting that cannot work ends the start with one line that names it and the fix, before anything is touched.</summary>
public sealed class SettingRefusalTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("Edge:Lanyard:Port=70000", "Edge:Lanyard:Port is 70000; it must be a TCP port from 0 (any that is free) to 65535.")]
    [InlineData("Operations:Listener:Port=http", "Operations:Listener:Port is 'http'; it must be a whole number.")]
    [InlineData("EXTERNAL_URL=here", "Edge:ExternalUrl is 'here'; it must be a URL that begins with http:// or https://.")]
    [InlineData("Discord:RestBaseUrl=discord", "Discord:RestBaseUrl is 'discord'; it must be a URL such as https://discord.com/api/v10.")]
    [InlineData("Discord:SlashCommands=maybe", "Discord:SlashCommands is 'maybe'; it must be 'true' or 'false'.")]
    [InlineData("Discord:Compression=gzip", "Discord:Compression is 'gzip'; it must be none, zlib-stream or zstd-stream.")]
    [InlineData("Storage:BusyTimeout=soon", "Storage:BusyTimeout is 'soon'; it must be a time such as 00:00:10.")]
    [InlineData("Storage:Durability=Foo", "Storage:Durability is 'Foo'; it must be ProcessCrash or PowerLoss.")]
    [InlineData("Storage:Durability=", "Storage:Durability is ''; it must be ProcessCrash or PowerLoss.")]
    [InlineData("Storage:Durability=7", "Storage:Durability is '7'; it must be ProcessCrash or PowerLoss.")]
    [InlineData("Storage:CacheBytes=1.5", "Storage:CacheBytes is '1.5'; it must be a whole number.")]
    [InlineData("Edge:Lanyard:Port=99999999999", "Edge:Lanyard:Port is '99999999999'; it must be a whole number.")]
    [InlineData("Edge:Enabled=yes", "Edge:Enabled is 'yes'; it must be 'true' or 'false'.")]
    [InlineData("Storage:FileName=a/b", "Storage:FileName is 'a/b'; it must be a file's name without a directory.")]
    [InlineData(
        "Discord:Token=Bot abc",
        "Discord:Token: The bot token holds a blank or a character outside ASCII: give the token alone, without a \"Bot \" prefix.")]
    public async Task A_value_that_cannot_work_is_named_with_what_it_must_be(string setting, string line)
    {
        var said = await Refusal.OfAsync(_scene.With(setting) with { BotToken = "token" });

        said.ShouldBe(line);
        Directory.Exists(_scene.DataDirectory).ShouldBeFalse();
    }

    [Fact]
    public async Task Settings_of_several_areas_are_named_together()
    {
        var line = await Refusal.OfAsync(_scene.With("Edge:Lanyard:Port=70000", "Storage:DataDirectory="));

        line.ShouldContain("Edge:Lanyard:Port is 70000;");
        line.ShouldContain("Storage:DataDirectory is empty; it must name a directory.");
    }

    [Fact]
    public async Task A_settings_file_that_is_not_json_is_named_with_the_place_of_the_mistake()
    {
        await File.WriteAllTextAsync(_scene.Of("appsettings.json"), """{ "Edge": { "Lanyard": { "Port": 4001,, } } }""");

        var line = await Refusal.OfAsync(_scene.Options);

        line.ShouldContain($"'{_scene.Of("appsettings.json")}'");
        line.ShouldContain("BytePositionInLine");
        line.ShouldEndWith(": correct the file.");
    }

    [Theory]
    [InlineData("Edge:Lanyard")]
    [InlineData("Operations:Listener")]
    public async Task A_taken_port_is_named_with_its_setting(string listener)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var line = await Refusal.OfAsync(_scene.With($"{listener}:Port={port}"));

        line.ShouldBe($"{listener}:Port is {port}, which another program already listens on; stop that program or set another port.");
    }
}
