using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fabric.Bench.Lanyard.Servers;

/// <summary>
/// The yardstick: Kestrel as it comes. It answers every read with the same bytes, and broadcasts them to its WebSockets, each by
/// <see cref="WebSocket.SendAsync(ReadOnlyMemory{byte}, WebSocketMessageType, bool, CancellationToken)" />. Reads of an idle socket hold no buffer.
/// </summary>
internal sealed class BareKestrel
{
    /// <summary>The command line of the program that runs it.</summary>
    public const string Command = "bare-kestrel";

    /// <summary>What it prints in front of its address.</summary>
    public const string ReadyLine = "listening on ";

    private readonly ConcurrentDictionary<WebSocket, byte> _sockets = new();
    private byte[] _body = [];

    /// <summary>Serves until the process is killed.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var server = new BareKestrel();
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        application.MapPut("/body", server.SetBodyAsync);
        application.MapPost("/broadcast/{times:int}", server.BroadcastAsync);
        application.MapGet("/v1/users/{id}", server.GetAsync);
        application.MapGet("/v4/info", server.GetAsync);
        application.MapGet("/version", server.GetAsync);
        application.MapGet("/socket", server.ServeSocketAsync);
        await application.StartAsync();
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await output.WriteLineAsync(ReadyLine + address);
        await application.WaitForShutdownAsync();
    }

    private async Task SetBodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _body = body.ToArray();
    }

    private Task GetAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = _body.Length;
        return context.Response.Body.WriteAsync(_body).AsTask();
    }

    private async Task ServeSocketAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        _sockets.TryAdd(socket, 0);
        var buffer = new byte[1];
        try
        {
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(Memory<byte>.Empty, context.RequestAborted);
                while (received.MessageType != WebSocketMessageType.Close && !received.EndOfMessage)
                {
                    received = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
                }
            }
            while (received.MessageType != WebSocketMessageType.Close);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The client is gone.
        }

        _sockets.TryRemove(socket, out _);
    }

    /// <summary>Message after message, each to all sockets; sends that are not taken at once are waited for before the next message.</summary>
    private async Task BroadcastAsync(HttpContext context, int times)
    {
        var pending = new List<Task>();
        for (var message = 0; message < times; message++)
        {
            foreach (var (socket, _) in _sockets)
            {
                var sent = socket.SendAsync(_body.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                if (!sent.IsCompletedSuccessfully)
                {
                    pending.Add(sent.AsTask());
                }
            }

            await Task.WhenAll(pending);
            pending.Clear();
        }
    }
}
