using System.Net;
using Fabric.Conformance.Tests.Scripts;
using Fabric.FakeDiscord.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fabric.Conformance.Tests.Lanyard;

/// <summary>Serves the page of <c>node/lanyard/page.jsx</c> from an origin that is not the fabric's, as a web site would.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private const string Html = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>use-lanyard</title>
        <link rel="icon" href="data:,">
        <style>body { font: 16px sans-serif; margin: 2em } main { display: grid; grid-template-columns: 1fr 1fr; gap: 1em } h1 { grid-column: 1 / 3 }</style>
        <div id="root"></div>
        <script type="module" src="/page.js"></script>
        """;

    private readonly WebApplication _application;

    private PageServer(WebApplication application) => _application = application;

    /// <summary>Bundles the page with a version of React and serves it.</summary>
    public static async Task<PageServer> StartAsync(int react)
    {
        await using var bundler = NodeScript.Start("lanyard/bundle.mjs", new { react });
        var code = (await bundler.ExpectAsync("bundle")).GetProperty("code").GetString();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.MapGet("/", static () => Results.Content(Html, "text/html"));
        application.MapGet("/page.js", () => Results.Content(code, "text/javascript"));
        await application.StartAsync();
        return new PageServer(application);
    }

    /// <summary>The page that shows a user of the fabric at an address.</summary>
    public string AddressOf(Uri fabric, Snowflake user) =>
        $"{_application.Urls.Single()}/?hostname={Uri.EscapeDataString(fabric.Authority)}&user={user}";

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
