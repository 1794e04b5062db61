using System.Net;
using System.Net.Sockets;
using Fabric.Edge.Composition;
using Fabric.Edge.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Tests.Composition;

public sealed class EdgeOptionsTests
{
    [Fact]
    public void The_defaults_are_lanyards_port_and_operations_on_loopback()
    {
        using var services = Services([]);

        services.GetRequiredService<IOptions<EdgeOptions>>().Value.Lanyard.Port.ShouldBe(4001);
        var operations = services.GetRequiredService<IOptions<OperationsOptions>>().Value.Listener;
        operations.EndPoint.ShouldBe(new IPEndPoint(IPAddress.Loopback, 9090));
    }

    [Fact]
    public void Lanyards_own_variables_are_understood()
    {
        using var services = Services(new() { ["PORT"] = "8080", ["EXTERNAL_URL"] = "https://presence.example.org" });

        var options = services.GetRequiredService<IOptions<EdgeOptions>>().Value;
        options.Lanyard.Port.ShouldBe(8080);
        options.ExternalUrl.ShouldBe("https://presence.example.org");
    }

    [Fact]
    public void The_fabrics_own_settings_come_first()
    {
        using var services = Services(new() { ["PORT"] = "8080", ["Edge:Lanyard:Port"] = "8081" });

        services.GetRequiredService<IOptions<EdgeOptions>>().Value.Lanyard.Port.ShouldBe(8081);
    }

    [Theory]
    [InlineData("PORT", "abc", "PORT is 'abc'; it must be a TCP port.")]
    [InlineData("Edge:Lanyard:Port", "70000", "Edge:Lanyard:Port is 70000; it must be a TCP port from 0 (any that is free) to 65535.")]
    [InlineData("Edge:Lanyard:Address", "here", "Edge:Lanyard:Address is 'here'; it must be an IP address, 'localhost', or '*' for every address.")]
    [InlineData("EXTERNAL_URL", "ftp://x", "Edge:ExternalUrl is 'ftp://x'; it must be a URL that begins with http:// or https://.")]
    [InlineData("Edge:Avatars:BaseUrl", "cdn", "Edge:Avatars:BaseUrl is 'cdn'; it must be a URL that begins with http:// or https://.")]
    [InlineData("Edge:Avatars:CacheBytes", "-1", "Edge:Avatars:CacheBytes is -1; it must be 0 (nothing is kept) or more.")]
    [InlineData("Edge:Avatars:Timeout", "00:05:00", "Edge:Avatars:Timeout is 00:05:00; it must be from 00:00:01 to 00:01:00.")]
    [InlineData("Edge:PresenceRefresh", "01:00:00", "Edge:PresenceRefresh is 01:00:00; it must be from 00:00:01 to 00:00:30.")]
    [InlineData("Operations:Listener:Port", "-5", "Operations:Listener:Port is -5; it must be a TCP port from 0 (any that is free) to 65535.")]
    [InlineData("Operations:DrainDelay", "01:00:00", "Operations:DrainDelay is 01:00:00; it must be from 00:00:00 to 00:10:00.")]
    [InlineData("Operations:DrainTimeout", "00:00:00", "Operations:DrainTimeout is 00:00:00; it must be from 00:00:01 to 00:10:00.")]
    [InlineData("Edge:Lanyard:Port", "x", "Edge:Lanyard:Port is 'x'; it must be a whole number.")]
    [InlineData("Edge:PresenceRefresh", "soon", "Edge:PresenceRefresh is 'soon'; it must be a time such as 00:00:10.")]
    [InlineData("Edge:Enabled", "perhaps", "Edge:Enabled is 'perhaps'; it must be 'true' or 'false'.")]
    public async Task A_setting_that_cannot_work_is_named_in_one_line(string setting, string value, string line)
    {
        await using var app = Build(new() { [setting] = value });

        var failure = await Should.ThrowAsync<Exception>(() => app.StartAsync());

        StartupFailure.Describe(failure, app.Services).ShouldBe(line);
    }

    [Theory]
    [InlineData("Edge:Lanyard", "127.0.0.1")]
    [InlineData("Operations:Listener", "127.0.0.1")]
    [InlineData("Edge:Lanyard", "*")]
    public async Task A_taken_port_is_named_with_its_setting(string setting, string address)
    {
        using var taken = new TcpListener(address is "*" ? IPAddress.IPv6Any : IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var app = Build(new() { [$"{setting}:Address"] = address, [$"{setting}:Port"] = $"{port}" });

        var failure = await Should.ThrowAsync<IOException>(() => app.StartAsync());

        StartupFailure.Describe(failure, app.Services).ShouldBe(
            $"{setting}:Port is {port}, which another program already listens on; stop that program or set another port.");
    }

    [Fact]
    public async Task An_address_of_another_machine_is_named_with_its_setting()
    {
        await using var app = Build(new() { ["Edge:Lanyard:Address"] = "192.0.2.1" });

        var failure = await Should.ThrowAsync<Exception>(() => app.StartAsync());

        StartupFailure.Describe(failure, app.Services).ShouldBe(
            "Edge:Lanyard:Address is '192.0.2.1', which this machine does not have; set one of its own, or '*'.");
    }

    [Fact]
    public async Task What_is_no_settings_fault_is_not_explained()
    {
        await using var app = Build([]);

        StartupFailure.Describe(new InvalidOperationException("a defect"), app.Services).ShouldBeNull();
    }

    private static WebApplication Build(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Edge:Lanyard:Address"] = "127.0.0.1",
            ["Edge:Lanyard:Port"] = "0",
            ["Operations:Listener:Port"] = "0",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        Add(builder.Services, builder.Configuration);
        var app = builder.Build();
        app.UseFabricEdge();
        return app;
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return Add(new ServiceCollection(), configuration).BuildServiceProvider();
    }

    private static IServiceCollection Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddFabricEdgeOver<MemoryPresenceFeed>(configuration).AddFabricOperations(configuration);
}
