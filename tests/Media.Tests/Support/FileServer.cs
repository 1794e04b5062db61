using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fabric.Media.Tests.Support;

/// <summary>A web server on loopback that behaves as a test wants.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, RequestDelegate> _routes = new(StringComparer.Ordinal);

    private FileServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Every request, in order: path, and the Range header behind it if there is one.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<FileServer> StartAsync()
    {
        var server = new FileServer();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The address of a path.</summary>
    public string Url(string path) => _app.Urls.Single() + path;

    public FileServer On(string path, RequestDelegate answer)
    {
        _routes[path] = answer;
        return this;
    }

    /// <summary>A file, with or without ranges.</summary>
    public FileServer File(string path, byte[] bytes, string? type = null, bool ranges = true) =>
        On(path, context => ranges
            ? Results.Bytes(bytes, type, enableRangeProcessing: true).ExecuteAsync(context)
            : WholeAsync(context, bytes, type));

    /// <summary>A file of which nobody is told the length.</summary>
    public FileServer Chunked(string path, byte[] bytes) => On(path, context => context.Response.Body.WriteAsync(bytes).AsTask());

    /// <summary>The same bytes over and over until the client has enough.</summary>
    public FileServer Endless(string path, byte[] bytes, TaskCompletionSource ended) => On(path, async context =>
    {
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(bytes);
        }

        ended.SetResult();
    });

    public FileServer Redirect(string path, int status, string location) => On(path, context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    });

    public FileServer Status(string path, int status) => On(path, context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>Some bytes of a file that is said to be longer, and then silence.</summary>
    public FileServer Stalling(string path, byte[] bytes) => On(path, async context =>
    {
        context.Response.ContentLength = bytes.Length + 1_000_000;
        await context.Response.Body.WriteAsync(bytes);
        await context.Response.Body.FlushAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Task WholeAsync(HttpContext context, byte[] bytes, string? type)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path + context.Request.QueryString;
        lock (Requests)
        {
            Requests.Add($"{path} {context.Request.Headers.Range}".TrimEnd());
        }

        if (!_routes.TryGetValue(context.Request.Path, out var answer))
        {
            context.Response.StatusCode = 404;
            return;
        }

        try
        {
            await answer(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
    }
}
