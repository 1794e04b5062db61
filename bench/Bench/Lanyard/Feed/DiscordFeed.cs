using System.Net;
using Fabric.FakeDiscord;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fabric.Bench.Lanyard.Feed;

/// <summary>
/// Discord as far as a shard needs it, on loopback, and fast: it takes little of the processor while it sends tens of thousands of presence
/// changes a second, or has guilds of hundreds of thousands. (The fake Discord of the tests keeps a world, and checks what clients do.)
/// </summary>
internal sealed class DiscordFeed : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly WebApplication _application;
    private readonly FeedWorld _world;
    private readonly TaskCompletionSource<FeedConnection> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DiscordFeed(WebApplication application, FeedWorld world) => (_application, _world) = (application, world);

    /// <summary>The token to be configured; any is accepted.</summary>
    public static string Token { get; } = new FakeDiscordOptions().Token;

    /// <summary>Where the REST API is, without the version.</summary>
    public string Api => $"http://{Address.Authority}/api";

    public FeedWorld World => _world;

    private Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private Uri Gateway => new($"ws://{Address.Authority}");

    /// <summary>Starts listening.</summary>
    public static async Task<DiscordFeed> StartAsync(FeedWorld world)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var feed = new DiscordFeed(builder.Build(), world);
        feed._application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        feed._application.Run(feed.ServeAsync);
        await feed._application.StartAsync();
        return feed;
    }

    /// <summary>The shard's connection, once it has been told of its guilds.</summary>
    public async Task<FeedConnection> ConnectedAsync()
    {
        var connection = await _connected.Task.WaitAsync(Limit, TimeProvider.System);
        await connection.IdentifiedAsync().WaitAsync(Limit, TimeProvider.System);
        return connection;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private Task ServeAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            return ServeShardAsync(context);
        }

        var isGateway = context.Request.Path.Value?.EndsWith("/gateway/bot", StringComparison.Ordinal) == true;
        context.Response.StatusCode = isGateway ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(isGateway
            ? $$"""{"url":"{{Gateway}}","shards":1,"session_start_limit":{"total":1000,"remaining":1000,"reset_after":0,"max_concurrency":1} }"""
            : """{"message":"404: Not Found","code":0}""");
    }

    private async Task ServeShardAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var connection = new FeedConnection(socket, _world, Gateway, context.Request.Query["compress"] is ["zlib-stream"]);
        _connected.TrySetResult(connection);
        try
        {
            await connection.RunAsync(context.RequestAborted);
        }
        catch (Exception exception) when (exception is System.Net.WebSockets.WebSocketException or OperationCanceledException)
        {
            // The program that is measured has ended.
        }
    }
}
