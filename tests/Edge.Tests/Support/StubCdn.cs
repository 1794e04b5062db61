using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Tests.Support;

/// <summary>A CDN whose answer the test writes; it keeps what was asked for.</summary>
internal sealed class StubCdn : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubCdn(WebApplication app) => _app = app;

    /// <summary>The answer; at first an image that may be kept for a year.</summary>
    public RequestDelegate Answer { get; set; } = static context => WriteImageAsync(context, "public, max-age=31536000");

    /// <summary>Paths and queries, oldest first.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<StubCdn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var cdn = new StubCdn(app);
        app.Run(context =>
        {
            cdn.Requests.Enqueue(context.Request.Path + context.Request.QueryString);
            return cdn.Answer(context);
        });
        await app.StartAsync();
        return cdn;
    }

    /// <summary>Answers with bytes that name what was asked for, and the headers that Discord's CDN sends.</summary>
    public static Task WriteImageAsync(HttpContext context, string? cacheControl, string tag = "\"a\"")
    {
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = cacheControl;
        headers.LastModified = "Thu, 01 Jan 2026 00:00:00 GMT";
        headers.SetCookie = "__cf_bm=1; path=/";
        headers["cf-ray"] = "1";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "image/" + context.Request.Path.Value!.Split('.')[^1];
        return context.Response.WriteAsync(context.Request.Path);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
