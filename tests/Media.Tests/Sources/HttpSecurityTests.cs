using System.Net;
using System.Text;
using Fabric.Media.Routes;
using Fabric.Media.Sources.Http;
using Fabric.Media.Tests.Support;
using Fabric.Media.Tracks;

namespace Fabric.Media.Tests.Sources;

/// <summary>What keeps strangers out of the network that the server stands in, and what goes through a proxy.</summary>
public sealed class HttpSecurityTests(Samples samples)
{
    private const string Refused = "Loading from that address is not allowed.";

    private static readonly HttpSourceOptions Strict = Patient.Options with { AllowPrivateAddresses = false };

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://localhost/")]
    public async Task Private_addresses_are_refused(string url)
    {
        using var source = new HttpTrackSource(Strict, TimeProvider.System);

        (await FailAsync(source, url)).Message.ShouldBe(Refused);
    }

    /// <summary>The server is there and would answer: that nothing arrives is the policy's doing.</summary>
    [Fact]
    public async Task A_name_that_leads_to_a_private_address_is_refused_before_anything_is_sent()
    {
        await using var server = await FileServer.StartAsync();
        server.File("/a", samples.BytesOf("cbr.mp3"));
        var url = server.Url("/a").Replace("127.0.0.1", "music.example", StringComparison.Ordinal);
        using var strict = Source(Strict);
        using var lax = Source(Patient.Options);

        (await FailAsync(strict, url)).Message.ShouldBe(Refused);
        server.Requests.ShouldBeEmpty();
        (await LoadAsync(lax, url)).ShouldBeOfType<LoadOutcome.Track>();
    }

    [Fact]
    public async Task A_name_is_resolved_once_for_a_connection_and_what_was_judged_is_connected_to()
    {
        await using var server = await FileServer.StartAsync();
        server.File("/a", samples.BytesOf("cbr.mp3"));
        var asked = 0;
        using var source = new HttpTrackSource(Strict, TimeProvider.System, null, new RouteOptions(), (_, _) =>
        {
            asked++;
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse(asked == 1 ? "10.0.0.1" : "1.1.1.1")]);
        });

        (await FailAsync(source, server.Url("/a").Replace("127.0.0.1", "rebinding.example", StringComparison.Ordinal))).Message.ShouldBe(Refused);

        asked.ShouldBe(1);
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Goes_through_a_proxy_with_its_password_even_if_that_is_in_the_own_network()
    {
        await using var proxy = await FileServer.StartAsync();
        Serve(proxy, "/a", samples.BytesOf("cbr.mp3"));
        using var source = new HttpTrackSource(Strict with { Proxy = ProxyAt(proxy) }, TimeProvider.System);

        var outcome = await LoadAsync(source, "http://1.1.1.1/a");

        outcome.ShouldBeOfType<LoadOutcome.Track>().Item.Uri.ShouldBe("http://1.1.1.1/a");
    }

    [Fact]
    public async Task A_redirect_into_the_own_network_is_refused()
    {
        await using var proxy = await FileServer.StartAsync();
        proxy.Redirect("/a", 302, "http://192.168.0.1/admin");
        using var source = new HttpTrackSource(Strict with { Proxy = ProxyAt(proxy) }, TimeProvider.System);

        (await FailAsync(source, "http://1.1.1.1/a")).Message.ShouldBe(Refused);

        proxy.Requests.ShouldBe(["/a"]);
    }

    [Fact]
    public void The_password_of_a_proxy_is_not_printed() =>
        new HttpSourceOptions { Proxy = new HttpProxyOptions("proxy", 1, "me", "secret") }.ToString().ShouldNotContain("secret");

    private static void Serve(FileServer proxy, string path, byte[] bytes) => proxy.On(path, context =>
    {
        var given = context.Request.Headers.ProxyAuthorization.ToString();
        if (given != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("me:secret")))
        {
            context.Response.StatusCode = 407;
            context.Response.Headers.ProxyAuthenticate = "Basic realm=\"proxy\"";
            return Task.CompletedTask;
        }

        return context.Response.Body.WriteAsync(bytes).AsTask();
    });

    private static HttpProxyOptions ProxyAt(FileServer proxy) => new("127.0.0.1", new Uri(proxy.Url("/")).Port, "me", "secret");

    private static HttpTrackSource Source(HttpSourceOptions options) =>
        new(options, TimeProvider.System, null, new RouteOptions(), static (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));

    private static Task<LoadOutcome> LoadAsync(HttpTrackSource source, string url) =>
        new TrackResolver([source]).ResolveAsync(url, TestContext.Current.CancellationToken).AsTask();

    private static async Task<TrackLoadException> FailAsync(HttpTrackSource source, string url) =>
        (await LoadAsync(source, url)).ShouldBeOfType<LoadOutcome.Failed>().Reason;
}
